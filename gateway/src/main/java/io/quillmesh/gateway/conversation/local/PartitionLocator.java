package io.quillmesh.gateway.conversation.local;

import io.quillmesh.gateway.conversation.Location;
import io.quillmesh.gateway.conversation.streams.PeerAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which instance hosts a partition that is not here. All members learn that in a rebalance, so it
 * needs no call.
 */
final class PartitionLocator {
  private static final Logger log = LoggerFactory.getLogger(PartitionLocator.class);

  private final Supplier<@Nullable KafkaStreams> streams;
  private final PeerAddress own;
  private final AtomicBoolean warned = new AtomicBoolean();

  /**
   * @param streams null while Kafka Streams does not run
   */
  PartitionLocator(Supplier<@Nullable KafkaStreams> streams, PeerAddress own) {
    this.streams = streams;
    this.own = own;
  }

  /** Where the partition of a key is, if it is not here. */
  Location of(String store, String key) {
    return find(store, key)
        // Assigned to this instance, but not open yet.
        .filter(peer -> !peer.equals(own.url()))
        .<Location>map(Location.There::new)
        .orElseGet(Location.Nowhere::new);
  }

  private Optional<URI> find(String store, String key) {
    KafkaStreams running = streams.get();
    if (running == null) {
      return Optional.empty();
    }
    if (own.url() == null && running.state() == State.RUNNING && !warned.getAndSet(true)) {
      log.warn(
          "Another instance hosts conversations that are asked for here, and cannot be reached:"
              + " set ADVERTISED_URL on every instance");
    }
    try {
      // Both null and "not available" mean that nothing is known yet.
      return Optional.ofNullable(running.queryMetadataForKey(store, key, new StringSerializer()))
          .map(KeyQueryMetadata::activeHost)
          .flatMap(own::of);
    } catch (InvalidStateStoreException e) {
      // Kafka Streams does not run yet, or no longer.
      return Optional.empty();
    }
  }
}
