package io.quillmesh.deadletters.letter;

import io.quillmesh.schemas.deadletter.DeadLetterHeaders.Death;
import io.quillmesh.schemas.deadletter.DeadLetterHeaders.Origin;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Finds a letter's value, wherever it is. */
public final class Values {
  private Values() {}

  /**
   * The value of the letter itself. If it was left out, it is read from the record's original
   * place.
   */
  public static Optional<byte[]> find(Letter letter, LetterReader origins) {
    if (letter.death().filter(Death::isOmitted).isEmpty()) {
      return Optional.ofNullable(letter.record().value());
    }
    Origin origin = letter.death().get().origin();
    return origins
        .find(new TopicPartition(origin.topic(), origin.partition()), origin.offset())
        .map(ConsumerRecord::value);
  }
}
