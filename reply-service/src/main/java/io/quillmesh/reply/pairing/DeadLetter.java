package io.quillmesh.reply.pairing;

import io.quillmesh.schemas.Groups;
import io.quillmesh.schemas.UndecodableException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** A record that cannot be read, as it came, with headers that say why. */
final class DeadLetter {
  private static final String PREFIX = "quillmesh.dlt.";

  private DeadLetter() {}

  static Record<byte[], byte[]> of(
      Record<byte[], byte[]> record, RecordMetadata source, UndecodableException why, Instant now) {
    Headers headers = new RecordHeaders(record.headers());
    add(headers, "topic", source.topic());
    add(headers, "partition", Integer.toString(source.partition()));
    add(headers, "offset", Long.toString(source.offset()));
    add(headers, "group", Groups.REPLY_PAIRING);
    add(headers, "reason", why.reason().name());
    add(headers, "message", String.valueOf(why.getMessage()));
    add(headers, "at", now.toString());
    return record.withHeaders(headers).withTimestamp(now.toEpochMilli());
  }

  private static void add(Headers headers, String name, String value) {
    headers.add(PREFIX + name, value.getBytes(StandardCharsets.UTF_8));
  }
}
