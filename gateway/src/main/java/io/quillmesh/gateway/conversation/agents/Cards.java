package io.quillmesh.gateway.conversation.agents;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quillmesh.gateway.conversation.admission.PublishedCard;
import io.quillmesh.schemas.EventCodec;
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
    switch (CardRecord.of(codec, record)) {
      case CardRecord.Withdrawal(String key) -> byName.remove(key);
      case CardRecord.Card(String key, PublishedCard published) -> keep(record, key, published);
      case CardRecord.Misfit(String key, String reason, String error) ->
          skip(record, key, reason, error);
    }
  }

  private void keep(ConsumerRecord<byte[], byte[]> record, String key, PublishedCard published) {
    byName.put(key, published);
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
