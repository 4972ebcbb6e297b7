package io.quillmesh.gateway.conversation.topology;

import io.quillmesh.schemas.RegistryUnavailableException;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for the registry. A record whose schema is not known yet is not invalid, and later records
 * must not overtake it. So the thread waits, for less time than the broker waits for the thread.
 * Then it gives up, and another thread reads the record again.
 *
 * <p>It is rare: ids are fetched once, at the start, and later only a new one is asked for.
 */
public final class RegistryRetry {
  private static final Logger log = LoggerFactory.getLogger(RegistryRetry.class);
  public static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Duration PAUSE = Duration.ofMillis(500);

  /** Waits. */
  @FunctionalInterface
  public interface Sleep {
    void sleep(Duration duration) throws InterruptedException;
  }

  private final Sleep sleep;

  public RegistryRetry(Sleep sleep) {
    this.sleep = sleep;
  }

  <T> T call(Supplier<T> work) {
    Duration waited = Duration.ZERO;
    while (true) {
      try {
        return work.get();
      } catch (RegistryUnavailableException e) {
        if (waited.compareTo(LIMIT) >= 0) {
          throw e;
        }
        if (waited.isZero()) {
          log.atWarn().addKeyValue("error", e.getMessage()).log("Waiting for the registry");
        }
        waited = waited.plus(PAUSE);
        pause(e);
      }
    }
  }

  private void pause(RegistryUnavailableException why) {
    try {
      sleep.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw why;
    }
  }
}
