package io.quillmesh.tunedmodel.cascade;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * How requests are answered and passed on.
 *
 * @param upstream the base URL of the model behind all tasks that have none of their own
 * @param connectTimeout how long a connection to it may take
 * @param cores how many requests are judged at once; 0 for as many as there are processors
 * @param queue how many more may wait
 * @param patience how long a request may wait and be judged before it is passed on
 * @param longestMessage in East Asian characters, of which one counts as much as four letters;
 *     longer ones are passed on
 * @param largestBody what is larger is refused
 * @param hint whether the upstream is told what the classifier took the message for
 * @param driftWindow over how many of the last messages drift is measured
 * @param driftLeast from how many messages on
 */
@ConfigurationProperties("quillmesh.tuned")
public record CascadeProperties(
    URI upstream,
    Duration connectTimeout,
    int cores,
    int queue,
    Duration patience,
    int longestMessage,
    DataSize largestBody,
    boolean hint,
    int driftWindow,
    int driftLeast) {
  private static final String PREFIX = "quillmesh.tuned.";

  public CascadeProperties {
    require(cores >= 0, "cores must be 0 or more, not " + cores);
    require(queue >= 1, "queue must be 1 or more, not " + queue);
    require(patience.isPositive(), "patience must be longer than nothing, not " + patience);
    require(
        driftLeast >= 1 && driftLeast <= driftWindow,
        "drift-least must be from 1 to drift-window, %d, not %d"
            .formatted(driftWindow, driftLeast));
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(PREFIX + otherwise);
    }
  }

  int judges() {
    return cores == 0 ? Runtime.getRuntime().availableProcessors() : cores;
  }
}
