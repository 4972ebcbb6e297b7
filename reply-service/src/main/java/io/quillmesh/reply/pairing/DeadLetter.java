package io.quillmesh.reply.pairing;

import io.quillmesh.schemas.DeadLetterHeaders;
import io.quillmesh.schemas.DeadLetterHeaders.Origin;
import io.quillmesh.schemas.Groups;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** A record that cannot be worked on, as it came, with headers that say why. */
final class DeadLetter {
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
    var origin =
        new Origin(source.topic(), source.partition(), source.offset(), Groups.REPLY_PAIRING);
    Headers headers = DeadLetterHeaders.of(record.headers(), origin, reason, message, now);
    return record.withHeaders(headers).withTimestamp(now.toEpochMilli());
  }
}
