package io.quillmesh.reply.pairing;

import io.quillmesh.schemas.RegistryUnavailableException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries again for as long as the registry is out of reach: such a record is a good one.
 *
 * <p>Waiting holds up a Kafka Streams thread, on purpose: it needs the same registry for the next
 * record too. Should it be taken for dead meanwhile, its transaction is aborted and its partitions
 * are read again from the last commit.
 */
final class RegistryPatience {
  private static final Logger log = LoggerFactory.getLogger(RegistryPatience.class);

  private final Duration pause;
  private final CountDownLatch stopping = new CountDownLatch(1);

  /**
   * @param pause between two tries
   */
  RegistryPatience(Duration pause) {
    this.pause = pause;
  }

  /**
   * What the work gives, once it does.
   *
   * @throws IllegalStateException if this process stops before that
   */
  <T> T insist(Supplier<T> work) {
    for (int failures = 1; ; failures++) {
      try {
        return work.get();
      } catch (RegistryUnavailableException e) {
        log.atWarn()
            .addKeyValue("failures", failures)
            .addKeyValue("reason", e.getMessage())
            .log("Waiting for the schema registry");
        if (stopsWithin(pause)) {
          throw new IllegalStateException("Stopped while waiting for the schema registry", e);
        }
      }
    }
  }

  /** Waits; true as soon as this process stops. */
  boolean stopsWithin(Duration time) {
    try {
      return stopping.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Nobody waits any longer. */
  void stop() {
    stopping.countDown();
  }
}
