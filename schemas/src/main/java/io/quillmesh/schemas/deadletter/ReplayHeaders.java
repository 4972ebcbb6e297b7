package io.quillmesh.schemas.deadletter;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The headers of a dead letter that was written to its topic again. It is only for the consumer
 * group that could not process it. All other readers of the topic have processed it already and
 * skip it. Each is named {@code quillmesh.replay.} and group, letter or attempt, and is text in
 * UTF-8.
 */
public final class ReplayHeaders {
  private static final String PREFIX = "quillmesh.replay.";
  private static final String GROUP = PREFIX + "group";
  private static final String ATTEMPT = PREFIX + "attempt";

  private ReplayHeaders() {}

  /** Whether a record is a replay for another group. This group then skips it. */
  public static boolean areForAnother(Headers headers, String group) {
    Header wanted = headers.lastHeader(GROUP);
    return wanted != null && !Arrays.equals(wanted.value(), group.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The headers of a replay: the record's own headers, and the group for which it is now.
   *
   * @param letter the headers of the dead letter
   * @param group the consumer group that could not process it
   * @param letterId the place of the dead letter
   */
  public static Headers of(Headers letter, String group, String letterId) {
    Headers all = without(DeadLetterHeaders.without(letter), PREFIX);
    add(all, GROUP, group);
    add(all, PREFIX + "letter", letterId);
    add(all, ATTEMPT, Integer.toString(attempts(letter) + 1));
    return all;
  }

  /** How often a record was replayed; 0 for never. */
  public static int attempts(Headers headers) {
    Header attempt = headers.lastHeader(ATTEMPT);
    if (attempt == null || attempt.value() == null) {
      return 0;
    }
    try {
      return Math.max(0, Integer.parseInt(new String(attempt.value(), StandardCharsets.UTF_8)));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  static Headers without(Headers headers, String prefix) {
    Headers rest = new RecordHeaders();
    for (Header header : headers) {
      if (!header.key().startsWith(prefix)) {
        rest.add(header);
      }
    }
    return rest;
  }

  private static void add(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
