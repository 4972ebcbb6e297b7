package io.quillmesh.deadletters.letter;

import io.quillmesh.schemas.deadletter.DeadLetterHeaders;
import io.quillmesh.schemas.deadletter.DeadLetterHeaders.Death;
import io.quillmesh.schemas.deadletter.DeadLetterHeaders.Origin;
import io.quillmesh.schemas.deadletter.ReplayHeaders;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record on a dead-letter topic.
 *
 * @param death why it was put aside; empty if its headers do not say so, or name another topic or
 *     group than those of this dead-letter topic
 */
public record Letter(LetterId id, ConsumerRecord<byte[], byte[]> record, Optional<Death> death) {

  static Letter of(ConsumerRecord<byte[], byte[]> record) {
    return new Letter(
        new LetterId(record.topic(), record.partition(), record.offset()),
        record,
        DeadLetterHeaders.read(record.headers())
            .filter(death -> isFor(record.topic(), death.origin())));
  }

  private static boolean isFor(String topic, Origin origin) {
    return topic.equals(origin.topic() + "." + origin.group() + LetterId.ENDING);
  }

  /** When the record was put aside. */
  public Instant since() {
    return death.map(Death::at).orElseGet(() -> Instant.ofEpochMilli(record.timestamp()));
  }

  /** The reason's word; a dash if it is not known. */
  public String reason() {
    return death.map(Death::reason).orElse("-");
  }

  /** How often the record had been replayed before it was put aside. */
  public int replays() {
    return ReplayHeaders.attempts(record.headers());
  }
}
