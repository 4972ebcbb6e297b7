package io.quillmesh.reply.pairing;

import io.quillmesh.agent.retry.Backoff;
import io.quillmesh.agent.retry.Patience;
import io.quillmesh.agent.retry.Sleeper;
import io.quillmesh.schemas.EventCodec;
import io.quillmesh.schemas.RegistryUnavailableException;
import io.quillmesh.schemas.Topic;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.avro.specific.SpecificRecord;

/**
 * Waits for a registry that is out of reach: its records are good ones.
 *
 * <p>That holds up a Kafka Streams thread, on purpose, for the next record needs the registry too.
 * Should the broker take the thread for dead meanwhile, its transaction is aborted and its
 * partitions are read again from the last commit.
 */
final class PatientCodec {
  private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);
  private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(2);

  private final EventCodec codec;
  private final Patience registry;

  PatientCodec(EventCodec codec, Sleeper sleeper) {
    this.codec = codec;
    this.registry =
        new Patience(
            "schema registry",
            new Backoff(
                FIRST_BACKOFF, LONGEST_BACKOFF, () -> ThreadLocalRandom.current().nextLong()),
            sleeper,
            InstantSource.system());
  }

  /**
   * The record that the bytes stand for.
   *
   * @throws io.quillmesh.schemas.UndecodableException if the bytes are no record of this topic
   * @throws io.quillmesh.agent.retry.StoppingException if the pairing stops meanwhile
   */
  <T extends SpecificRecord> T decode(Topic<T> topic, byte[] bytes) {
    return registry.insist(() -> codec.decode(topic, bytes), RegistryUnavailableException.class);
  }

  /**
   * The record as bytes.
   *
   * @throws io.quillmesh.agent.retry.StoppingException if the pairing stops meanwhile
   */
  <T extends SpecificRecord> byte[] encode(Topic<T> topic, T event) {
    return registry.insist(() -> codec.encode(topic, event), RegistryUnavailableException.class);
  }
}
