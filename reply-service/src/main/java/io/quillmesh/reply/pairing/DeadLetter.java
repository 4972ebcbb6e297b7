package io.quillmesh.reply.pairing;

import io.quillmesh.schemas.Groups;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** A record that cannot be worked on, as it came, with headers that say why. */
final class DeadLetter {
  private static final String PREFIX = "quillmesh.dlt.";
  private static final int MESSAGE_CHARACTERS = 500;

  private DeadLetter() {}

  /**
   * @param reason a word, such as FRAMING
   * @param message what is wrong, without content
   */
  static Record<byte[], byte[]> of(
      Record<byte[], byte[]> record,
      RecordMetadata source,
      String reason,
      String message,
      Instant now) {
    Headers headers = new RecordHeaders();
    for (Header header : record.headers()) {
      // Those of an earlier death, of a record that was replayed.
      if (!header.key().startsWith(PREFIX)) {
        headers.add(header);
      }
    }
    add(headers, "topic", source.topic());
    add(headers, "partition", Integer.toString(source.partition()));
    add(headers, "offset", Long.toString(source.offset()));
    add(headers, "group", Groups.REPLY_PAIRING);
    add(headers, "reason", reason);
    add(headers, "message", message.substring(0, Math.min(message.length(), MESSAGE_CHARACTERS)));
    add(headers, "at", now.toString());
    return record.withHeaders(headers).withTimestamp(now.toEpochMilli());
  }

  private static void add(Headers headers, String name, String value) {
    headers.add(PREFIX + name, value.getBytes(StandardCharsets.UTF_8));
  }
}
