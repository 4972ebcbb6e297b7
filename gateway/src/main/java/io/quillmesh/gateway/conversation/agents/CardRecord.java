package io.quillmesh.gateway.conversation.agents;

import io.quillmesh.gateway.conversation.admission.PublishedCard;
import io.quillmesh.schemas.AgentCard;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.EventCodec;
import io.quillmesh.schemas.Topics;
import io.quillmesh.schemas.UndecodableException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a record on the topic of cards is, whatever the other records are. */
sealed interface CardRecord {
  /** A name that is longer is not even shown as refused. */
  int MAX_NAME = 200;

  /** The record's key, which is the agent's name. */
  String key();

  /** The agent is no longer there. */
  record Withdrawal(String key) implements CardRecord {}

  /** A card. Whether the agent is admitted is another question. */
  record Card(String key, PublishedCard published) implements CardRecord {}

  /**
   * No card that anybody could use.
   *
   * @param reason a word, such as FRAMING
   * @param error what is wrong, without content
   */
  record Misfit(String key, String reason, String error) implements CardRecord {}

  /**
   * Reads a record.
   *
   * @throws io.quillmesh.schemas.RegistryUnavailableException if it must be read again later
   */
  static CardRecord of(EventCodec codec, ConsumerRecord<byte[], byte[]> record) {
    String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    byte[] value = record.value();
    if (value == null) {
      return new Withdrawal(key);
    }
    try {
      return judge(key, new PublishedCard(codec.decode(Topics.CARDS, value), value.length));
    } catch (UndecodableException e) {
      return new Misfit(key, e.reason().name(), String.valueOf(e.getMessage()));
    }
  }

  private static CardRecord judge(String key, PublishedCard published) {
    if (key.length() > MAX_NAME) {
      return new Misfit(key, "NAME", "its name is too long");
    }
    if (pretendsToBeOurs(published.card())) {
      return new Misfit(key, "BUILT_IN", "one of the mesh's own agents has this name");
    }
    return published.card().getName().equals(key)
        ? new Card(key, published)
        : new Misfit(key, "KEY", "the key is not the agent's name");
  }

  /** The mesh's own agents have topics of their own, so their cards name no schema. */
  private static boolean pretendsToBeOurs(AgentCard card) {
    return Agents.isBuiltIn(card.getName()) && !card.getResultSchema().isEmpty();
  }
}
