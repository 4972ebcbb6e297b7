package io.quillmesh.gateway.conversation.topology;

import io.quillmesh.schemas.RegistryUnavailableException;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for the registry. A record whose schema is not known yet is no garbage, and those behind it
 * must not overtake it; so the thread waits with it, less long than the broker would wait for the
 * thread. Then it gives up, and is replaced by one that reads the record again.
 *
 * <p>It is rare: ids are fetched once, at the start, and only a new one is asked for again.
 */
public final class RegistryRetry {
  private static final Logger log = LoggerFactory.getLogger(RegistryRetry.class);
  public static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Duration PAUSE = Duration.ofMillis(500);

  /** Lets time pass. */
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
