package io.quillmesh.agent.intake;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many records an instance works on, and how it stops.
 *
 * @param maxInFlight how many records are at work at once, at least 1
 * @param drainTimeout how long a stop waits for what is at work; 0 to give it up at once
 */
@ConfigurationProperties("quillmesh.agent")
record IntakeProperties(
    @DefaultValue("256") int maxInFlight, @DefaultValue("25s") Duration drainTimeout) {
  /** A poll brings an eighth of the limit. While there is less room than that, there is no poll. */
  private static final int PARTS = 8;

  IntakeProperties {
    if (maxInFlight < 1) {
      throw new IllegalArgumentException(
          "quillmesh.agent.max-in-flight must be at least 1, not " + maxInFlight);
    }
    if (drainTimeout.isNegative()) {
      throw new IllegalArgumentException(
          "quillmesh.agent.drain-timeout must not be negative, but is " + drainTimeout);
    }
  }

  /** How many records a poll brings at most. */
  int maxPollRecords() {
    return Math.max(1, maxInFlight / PARTS);
  }
}
