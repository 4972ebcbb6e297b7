package io.quillmesh.deadletters;

import io.quillmesh.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import tools.jackson.core.JacksonException;

/**
 * Which letters are dealt with: Kafka cannot delete one record, so a topic of its own says it. A
 * record's key is a letter's name, its value a {@link Mark} in JSON; the last one of a letter
 * counts.
 */
final class HandledLetters {
  private final Map<String, Mark> marks = new HashMap<>();

  private HandledLetters() {}

  /** Those known when the reading began. */
  static HandledLetters read(LetterReader reader) {
    HandledLetters handled = new HandledLetters();
    reader.readAll(Topics.HANDLED_DEAD_LETTERS, handled::take);
    return handled;
  }

  private void take(List<ConsumerRecord<byte[], byte[]>> records) {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (record.key() != null && record.value() != null) {
        take(new String(record.key(), StandardCharsets.UTF_8), record.value());
      }
    }
  }

  private void take(String letter, byte[] mark) {
    try {
      marks.put(letter, Json.parse(mark, Mark.class));
    } catch (JacksonException e) {
      // Not ours. The letter stays to be dealt with.
    }
  }

  /** What was done about a letter; empty if nothing was. */
  Optional<Mark> of(Letter letter) {
    return Optional.ofNullable(marks.get(letter.id().toString())).filter(mark -> mark.isOf(letter));
  }

  /** Says that a letter is dealt with. */
  static ProducerRecord<byte[], byte[]> record(Letter letter, Mark mark) {
    return new ProducerRecord<>(
        Topics.HANDLED_DEAD_LETTERS,
        letter.id().toString().getBytes(StandardCharsets.UTF_8),
        Json.bytes(mark));
  }
}
