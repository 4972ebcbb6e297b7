package io.quillmesh.deadletters;

import io.quillmesh.schemas.DeadLetterHeaders.Death;
import io.quillmesh.schemas.DeadLetterHeaders.Origin;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** A letter's value, wherever it is. */
final class Values {
  private Values() {}

  /** The letter's own; one that was left out is looked for where the record was read. */
  static Optional<byte[]> find(Letter letter, LetterReader origins) {
    if (letter.death().filter(Death::isOmitted).isEmpty()) {
      return Optional.ofNullable(letter.record().value());
    }
    Origin origin = letter.death().get().origin();
    return origins
        .find(new TopicPartition(origin.topic(), origin.partition()), origin.offset())
        .map(ConsumerRecord::value);
  }
}
