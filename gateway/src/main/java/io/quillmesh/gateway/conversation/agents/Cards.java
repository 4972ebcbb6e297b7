package io.quillmesh.gateway.conversation.agents;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quillmesh.gateway.conversation.admission.PublishedCard;
import io.quillmesh.schemas.AgentCard;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.EventCodec;
import io.quillmesh.schemas.Topics;
import io.quillmesh.schemas.UndecodableException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest card of each name. The newest record of a key counts, whatever it is: the broker drops
 * the older ones, so another gateway may never see them. For one thread.
 */
final class Cards {
  private static final Logger log = LoggerFactory.getLogger(Cards.class);

  /** Far more than can be admitted. Those with the last names are forgotten. */
  static final int MAX = 100;

  /** A name that is longer is not even shown as refused. */
  private static final int MAX_NAME = 200;

  private final EventCodec codec;
  private final MeterRegistry meters;
  private final NavigableMap<String, PublishedCard> byName = new TreeMap<>();

  Cards(EventCodec codec, MeterRegistry meters) {
    this.codec = codec;
    this.meters = meters;
  }

  Map<String, PublishedCard> byName() {
    return Collections.unmodifiableMap(byName);
  }

  /**
   * Takes the next record.
   *
   * @throws io.quillmesh.schemas.RegistryUnavailableException if it must be taken again later
   */
  void take(ConsumerRecord<byte[], byte[]> record) {
    String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    byte[] value = record.value();
    if (value == null) {
      byName.remove(key);
      return;
    }
    try {
      AgentCard card = codec.decode(Topics.CARDS, value);
      if (key.length() > MAX_NAME) {
        skip(record, key, "NAME", "its name is too long");
      } else if (pretendsToBeOurs(card)) {
        skip(record, key, "BUILT_IN", "one of the mesh's own agents has this name");
      } else if (card.getName().equals(key)) {
        keep(record, new PublishedCard(card, value.length));
      } else {
        skip(record, key, "KEY", "the key is not the agent's name");
      }
    } catch (UndecodableException e) {
      skip(record, key, e.reason().name(), String.valueOf(e.getMessage()));
    }
  }

  /** The mesh's own agents have topics of their own, so their cards name no schema. */
  private static boolean pretendsToBeOurs(AgentCard card) {
    return Agents.isBuiltIn(card.getName()) && !card.getResultSchema().isEmpty();
  }

  private void keep(ConsumerRecord<byte[], byte[]> record, PublishedCard published) {
    byName.put(published.card().getName(), published);
    if (byName.size() > MAX) {
      String last = byName.lastKey();
      skip(record, last, "TOO_MANY", "there are more than %d cards".formatted(MAX));
    }
  }

  private void skip(
      ConsumerRecord<byte[], byte[]> record, String key, String reason, String error) {
    byName.remove(key);
    log.atWarn()
        .addKeyValue("topic", record.topic())
        .addKeyValue("offset", record.offset())
        .addKeyValue("reason", reason)
        .addKeyValue("error", error)
        .log("An agent's card is skipped");
    Counter.builder("quillmesh.cards.skipped")
        .description("Records that are no usable card of an agent, by reason")
        .tag("reason", reason)
        .register(meters)
        .increment();
  }
}
