package io.quillmesh.schemas;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The headers of a record that was put aside: what it came with, and why it lies there. Each is
 * named {@code quillmesh.dlt.} and topic, partition, offset, group, reason, message or at, and is
 * text in UTF-8.
 */
public final class DeadLetterHeaders {
  private static final String PREFIX = "quillmesh.dlt.";
  private static final int MESSAGE_CHARACTERS = 500;

  private DeadLetterHeaders() {}

  /**
   * Where a record was read.
   *
   * @param group the consumer group that cannot work on it
   */
  public record Origin(String topic, int partition, long offset, String group) {}

  /**
   * The headers of the dead letter.
   *
   * @param headers the record's own; those of an earlier death, of a record that was replayed, are
   *     left out
   * @param reason a word, such as FRAMING
   * @param message what is wrong, without content; cut after 500 characters
   * @param at when it was put aside
   */
  public static Headers of(
      Headers headers, Origin origin, String reason, String message, Instant at) {
    Headers all = new RecordHeaders();
    for (Header header : headers) {
      if (!header.key().startsWith(PREFIX)) {
        all.add(header);
      }
    }
    add(all, "topic", origin.topic());
    add(all, "partition", Integer.toString(origin.partition()));
    add(all, "offset", Long.toString(origin.offset()));
    add(all, "group", origin.group());
    add(all, "reason", reason);
    add(all, "message", message.substring(0, Math.min(message.length(), MESSAGE_CHARACTERS)));
    add(all, "at", at.toString());
    return all;
  }

  /** Adds one more, such as {@code omitted}. */
  public static void add(Headers headers, String name, String value) {
    headers.add(PREFIX + name, value.getBytes(StandardCharsets.UTF_8));
  }
}
