package io.quillmesh.agent.kafka;

import io.quillmesh.agent.retry.RetryForever;
import io.quillmesh.schemas.EventCodec;
import io.quillmesh.schemas.RegistryUnavailableException;
import io.quillmesh.schemas.Topic;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Records to bytes and back; waits for a registry that is out of reach. */
public final class Codec {
  private final EventCodec events;
  private final RetryForever retry;

  Codec(EventCodec events, RetryForever retry) {
    this.events = events;
    this.retry = retry;
  }

  /**
   * The record in the bytes. Waits while the registry is out of reach.
   *
   * @throws io.quillmesh.schemas.UndecodableException if the bytes are no record of this topic
   * @throws io.quillmesh.agent.retry.StoppingException if the thread is interrupted meanwhile
   */
  public <T extends IndexedRecord> T decode(Topic<T> topic, byte @Nullable [] bytes) {
    return retry.call(() -> events.decode(topic, bytes), RegistryUnavailableException.class);
  }

  /** The record as bytes. Waits while the registry is out of reach. */
  <T extends IndexedRecord> byte[] encode(Topic<T> topic, T event) {
    return retry.call(() -> events.encode(topic, event), RegistryUnavailableException.class);
  }

  /**
   * The record as bytes.
   *
   * @throws RegistryUnavailableException if the registry is needed and out of reach
   */
  <T extends IndexedRecord> byte[] encodeNow(Topic<T> topic, T event) {
    return events.encode(topic, event);
  }

  /** Learns a schema's id before it is needed. Waits while the registry is out of reach. */
  <T extends IndexedRecord> void learn(Topic<T> topic) {
    // One class knows generated records, the other all.
    GenericData data =
        SpecificRecord.class.isAssignableFrom(topic.type())
            ? SpecificData.get()
            : GenericData.get();
    var empty = (IndexedRecord) data.newRecord(null, topic.schema());
    for (var field : topic.schema().getFields()) {
      empty.put(field.pos(), data.deepCopy(field.schema(), data.getDefaultValue(field)));
    }
    encode(topic, topic.type().cast(empty));
  }

  /** Since when the registry has been out of reach; empty when it answers. */
  public Optional<Instant> registryFailingSince() {
    return retry.failingSince();
  }
}
