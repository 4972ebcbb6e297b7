package io.quillmesh.schemas.provisioning;

import io.quillmesh.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Looks for an agent's card on the topic of cards, where the newest of each agent counts. */
public final class NewestCard {
  private static final TopicPartition CARDS = new TopicPartition(Topics.CARDS.name(), 0);
  private static final Duration POLL = Duration.ofSeconds(1);

  private NewestCard() {}

  /**
   * The agent's card as it is on the topic; null if there is none, or it is withdrawn.
   *
   * @param consumer a fresh one, for the caller to close
   * @throws org.apache.kafka.common.KafkaException if the topic cannot be read now
   */
  public static byte @Nullable [] of(String agent, Consumer<byte[], byte[]> consumer) {
    byte[] key = agent.getBytes(StandardCharsets.UTF_8);
    byte[] card = null;
    consumer.assign(List.of(CARDS));
    consumer.seekToBeginning(List.of(CARDS));
    long end = consumer.endOffsets(List.of(CARDS)).getOrDefault(CARDS, 0L);
    while (consumer.position(CARDS) < end) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (Arrays.equals(record.key(), key)) {
          card = record.value();
        }
      }
    }
    return card;
  }
}
