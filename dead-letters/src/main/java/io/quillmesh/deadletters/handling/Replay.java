package io.quillmesh.deadletters.handling;

import io.quillmesh.deadletters.cluster.ToolException;
import io.quillmesh.deadletters.letter.Letter;
import io.quillmesh.deadletters.letter.LetterReader;
import io.quillmesh.deadletters.letter.Values;
import io.quillmesh.schemas.Topics;
import io.quillmesh.schemas.deadletter.DeadLetterHeaders.Death;
import io.quillmesh.schemas.deadletter.DeadLetterHeaders.Origin;
import io.quillmesh.schemas.deadletter.ReplayHeaders;
import org.apache.kafka.clients.producer.ProducerRecord;

/** How a letter gets back to its consumer. */
public final class Replay {
  private Replay() {}

  /**
   * The original record, for the same partition of its topic, with headers that name the group it
   * is for. The partition is set explicitly rather than derived from the key: the original producer
   * may use its own partitioner, and Kafka Streams finds a conversation's state by the partition.
   *
   * @param origins reads the topics that letters come from
   * @throws ToolException if the letter cannot be replayed
   */
  public static ProducerRecord<byte[], byte[]> of(Letter letter, LetterReader origins) {
    Origin origin =
        letter
            .death()
            .map(Death::origin)
            .orElseThrow(() ->
                new ToolException(
                    "its headers do not say which consumer has put it aside, or say another than"
                        + " its topic does"));
    if (isOfCards(origin)) {
      throw new ToolException(
          "on %s the newest record of an agent counts, and this would take the place of its card."
                  .formatted(origin.topic())
              + " Remove the cause, start the agent again, and drop this letter");
    }
    int partitions = origins.partitions(origin.topic());
    if (origin.partition() >= partitions) {
      throw new ToolException(
          "it was on partition %d of %s, which now has %d"
              .formatted(origin.partition(), origin.topic(), partitions));
    }
    byte[] value = Values.find(letter, origins).orElse(null);
    if (value == null && letter.death().filter(Death::isOmitted).isPresent()) {
      throw new ToolException(
          "its value was too large for the dead-letter topic, and "
              + origin.topic()
              + " no longer keeps it");
    }
    return new ProducerRecord<>(
        origin.topic(),
        origin.partition(),
        letter.record().key(),
        value,
        ReplayHeaders.of(letter.record().headers(), origin.group(), letter.id().toString()));
  }

  private static boolean isOfCards(Origin origin) {
    return origin.topic().equals(Topics.CARDS.name());
  }
}
