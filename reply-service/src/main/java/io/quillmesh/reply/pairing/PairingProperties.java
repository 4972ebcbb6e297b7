package io.quillmesh.reply.pairing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How the pairing runs. A value that is wrong stops the start.
 *
 * @param memory how long a turn is remembered, complete or not; longer than any turn may take
 * @param commitInterval how much work a crash repeats at most; results do not wait for it
 * @param threads how many Kafka Streams threads
 * @param stopTimeout how long a stop may take
 */
@ConfigurationProperties("quillmesh.pairing")
record PairingProperties(
    Duration memory, Duration commitInterval, int threads, Duration stopTimeout) {

  PairingProperties {
    if (memory.compareTo(Duration.ofMinutes(1)) < 0) {
      throw wrong("memory", "at least 1m", memory);
    }
    if (commitInterval.isNegative() || commitInterval.compareTo(Duration.ofSeconds(5)) > 0) {
      throw wrong("commit-interval", "from 0s to 5s", commitInterval);
    }
    if (threads < 1) {
      throw wrong("threads", "at least 1", threads);
    }
    if (stopTimeout.isNegative()) {
      throw wrong("stop-timeout", "at least 0s", stopTimeout);
    }
  }

  private static IllegalArgumentException wrong(String setting, String expected, Object value) {
    return new IllegalArgumentException(
        "quillmesh.pairing." + setting + " must be " + expected + ", not " + value);
  }
}
