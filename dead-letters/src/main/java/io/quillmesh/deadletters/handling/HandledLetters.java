package io.quillmesh.deadletters.handling;

import io.quillmesh.deadletters.letter.Letter;
import io.quillmesh.deadletters.letter.LetterReader;
import io.quillmesh.deadletters.text.Json;
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
 * Which letters have been handled. Kafka cannot delete a single record, so a separate topic records
 * this. A record's key is the letter's name, and its value is a {@link Mark} in JSON. The last
 * record for a letter counts.
 */
public final class HandledLetters {
  private final Map<String, Mark> marks = new HashMap<>();

  private HandledLetters() {}

  /** Reads the letters that are marked as handled now. */
  public static HandledLetters read(LetterReader reader) {
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
      // This is not a mark of ours, so the letter is not handled.
    }
  }

  /** What was done with a letter; empty if nothing was. */
  public Optional<Mark> of(Letter letter) {
    return Optional.ofNullable(marks.get(letter.id().toString())).filter(mark -> mark.isOf(letter));
  }

  /** The record that marks a letter as handled. */
  static ProducerRecord<byte[], byte[]> record(Letter letter, Mark mark) {
    return new ProducerRecord<>(
        Topics.HANDLED_DEAD_LETTERS,
        letter.id().toString().getBytes(StandardCharsets.UTF_8),
        Json.bytes(mark));
  }
}
