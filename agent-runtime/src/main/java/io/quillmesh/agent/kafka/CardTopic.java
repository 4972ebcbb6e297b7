package io.quillmesh.agent.kafka;

import io.quillmesh.schemas.AgentCard;
import io.quillmesh.schemas.Topics;
import io.quillmesh.schemas.UndecodableException;
import io.quillmesh.schemas.provisioning.NewestCard;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;

/** The topic of cards: the newest of each agent counts. */
public final class CardTopic {
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
    byte[] card;
    try (Consumer<byte[], byte[]> consumer = clients.consumers(() -> false).createConsumer()) {
      card = NewestCard.of(agent, consumer);
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
