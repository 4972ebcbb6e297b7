package io.quillmesh.schemas.deadletter;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a dead letter: the record's own headers, and why it is a dead letter. Each is
 * named {@code quillmesh.dlt.} and topic, partition, offset, group, reason, message or at, and is
 * text in UTF-8.
 */
public final class DeadLetterHeaders {
  private static final String PREFIX = "quillmesh.dlt.";
  private static final String OMITTED = "omitted";
  private static final int MESSAGE_CHARACTERS = 500;

  private DeadLetterHeaders() {}

  /**
   * The place where a record was read.
   *
   * @param group the consumer group that cannot process it
   */
  public record Origin(String topic, int partition, long offset, String group) {}

  /**
   * The content of the headers.
   *
   * @param reason a word, such as FRAMING
   * @param message what is wrong, without content
   * @param at when it was put aside
   * @param isOmitted whether the value was left out because it left no room for the headers; it is
   *     at the record's original place as long as that topic keeps it
   */
  public record Death(
      Origin origin, String reason, String message, Instant at, boolean isOmitted) {}

  /**
   * The headers of the dead letter.
   *
   * @param headers the record's own; those of an earlier dead letter, if the record was replayed,
   *     are left out
   * @param reason a word, such as FRAMING
   * @param message what is wrong, without content; cut after 500 characters
   * @param at when it was put aside
   */
  public static Headers of(
      Headers headers, Origin origin, String reason, String message, Instant at) {
    Headers all = without(headers);
    add(all, "topic", origin.topic());
    add(all, "partition", Integer.toString(origin.partition()));
    add(all, "offset", Long.toString(origin.offset()));
    add(all, "group", origin.group());
    add(all, "reason", reason);
    add(all, "message", message.substring(0, Math.min(message.length(), MESSAGE_CHARACTERS)));
    add(all, "at", at.toString());
    return all;
  }

  /** Notes that the value was left out because it would not fit together with these headers. */
  public static void omitValue(Headers headers) {
    add(headers, OMITTED, "the value");
  }

  /** The content of the headers; empty if they are not ours, or damaged. */
  public static Optional<Death> read(Headers headers) {
    String topic = text(headers, "topic");
    String partition = text(headers, "partition");
    String offset = text(headers, "offset");
    String group = text(headers, "group");
    String at = text(headers, "at");
    if (topic == null || partition == null || offset == null || group == null || at == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Death(
              new Origin(topic, Integer.parseInt(partition), Long.parseLong(offset), group),
              String.valueOf(text(headers, "reason")),
              String.valueOf(text(headers, "message")),
              Instant.parse(at),
              text(headers, OMITTED) != null));
    } catch (NumberFormatException | DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The record's own headers. */
  static Headers without(Headers headers) {
    return ReplayHeaders.without(headers, PREFIX);
  }

  private static void add(Headers headers, String name, String value) {
    headers.add(PREFIX + name, value.getBytes(StandardCharsets.UTF_8));
  }

  private static @Nullable String text(Headers headers, String name) {
    Header header = headers.lastHeader(PREFIX + name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}
