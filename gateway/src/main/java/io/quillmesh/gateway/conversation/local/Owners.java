package io.quillmesh.gateway.conversation.local;

import io.quillmesh.gateway.conversation.Place;
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
 * Which instance owns what is not here, as all members were told in the latest rebalance. It costs
 * no call to anybody.
 */
final class Owners {
  private static final Logger log = LoggerFactory.getLogger(Owners.class);

  private final Supplier<@Nullable KafkaStreams> streams;
  private final PeerAddress own;
  private final AtomicBoolean warned = new AtomicBoolean();

  /**
   * @param streams what runs; null while nothing does
   */
  Owners(Supplier<@Nullable KafkaStreams> streams, PeerAddress own) {
    this.streams = streams;
    this.own = own;
  }

  /** Where the partition of a key is that is not here. */
  Place of(String store, String key) {
    return find(store, key)
        // Ours, and not here: it is on its way.
        .filter(peer -> !peer.equals(own.url()))
        .<Place>map(Place.There::new)
        .orElseGet(Place.Nowhere::new);
  }

  private Optional<URI> find(String store, String key) {
    KafkaStreams running = streams.get();
    if (running == null) {
      return Optional.empty();
    }
    if (own.url() == null && running.state() == State.RUNNING && !warned.getAndSet(true)) {
      log.warn(
          "Another instance owns conversations that are asked for here, and cannot be reached:"
              + " set ADVERTISED_URL on every instance");
    }
    try {
      // Null and not available, both: nothing is known yet.
      return Optional.ofNullable(running.queryMetadataForKey(store, key, new StringSerializer()))
          .map(KeyQueryMetadata::activeHost)
          .flatMap(own::of);
    } catch (InvalidStateStoreException e) {
      // It has not begun to run, or runs no more.
      return Optional.empty();
    }
  }
}
