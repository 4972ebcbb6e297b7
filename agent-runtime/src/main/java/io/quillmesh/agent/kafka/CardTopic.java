package io.quillmesh.agent.kafka;

import io.quillmesh.schemas.AgentCard;
import io.quillmesh.schemas.Topics;
import io.quillmesh.schemas.UndecodableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The topic of cards: the newest of each agent counts. */
public final class CardTopic {
  private static final TopicPartition PARTITION = new TopicPartition(Topics.CARDS.name(), 0);
  private static final Duration POLL = Duration.ofSeconds(1);

  private final KafkaClients clients;
  private final Publisher publisher;
  private final Codec codec;
  private final InstantSource clock;

  CardTopic(KafkaClients clients, Publisher publisher, Codec codec, InstantSource clock) {
    this.clients = clients;
    this.publisher = publisher;
    this.codec = codec;
    this.clock = clock;
  }

  /**
   * Publishes a card, unless the same is there. The time of publishing makes no difference.
   *
   * @return whether it was published
   * @throws org.apache.kafka.common.KafkaException if the topic cannot be read now
   */
  public boolean publish(AgentCard card) {
    boolean isThere =
        latest(card.getName())
            .map(present -> at(present, Instant.EPOCH))
            .filter(at(card, Instant.EPOCH)::equals)
            .isPresent();
    if (!isThere) {
      publisher.publish(Topics.CARDS, card.getName(), at(card, clock.instant()));
    }
    return !isThere;
  }

  private static AgentCard at(AgentCard card, Instant time) {
    return AgentCard.newBuilder(card).setPublishedAt(time).build();
  }

  /** The agent's card; empty if there is none, or it is withdrawn or cannot be read. */
  private Optional<AgentCard> latest(String agent) {
    byte[] key = agent.getBytes(StandardCharsets.UTF_8);
    byte[] card = null;
    try (Consumer<byte[], byte[]> consumer = clients.consumers(() -> false).createConsumer()) {
      consumer.assign(List.of(PARTITION));
      consumer.seekToBeginning(List.of(PARTITION));
      long end = consumer.endOffsets(List.of(PARTITION)).getOrDefault(PARTITION, 0L);
      while (consumer.position(PARTITION) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          if (Arrays.equals(record.key(), key)) {
            card = record.value();
          }
        }
      }
    }
    return decoded(card);
  }

  private Optional<AgentCard> decoded(byte @Nullable [] card) {
    try {
      return card == null ? Optional.empty() : Optional.of(codec.decode(Topics.CARDS, card));
    } catch (UndecodableException e) {
      return Optional.empty();
    }
  }
}
