package io.quillmesh.agent.retry;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries for as long as it takes, because giving up would lose a record: for something that this
 * instance cannot work without, such as the registry. Logs it once a minute. Safe for use by many
 * threads.
 */
public final class RetryForever {
  private static final Logger log = LoggerFactory.getLogger(RetryForever.class);
  private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);

  private final String dependency;
  private final Backoff backoff;
  private final Sleeper sleeper;
  private final InstantSource clock;
  private final AtomicReference<@Nullable Instant> failingSince = new AtomicReference<>();
  private final AtomicBoolean warned = new AtomicBoolean();
  private final AtomicReference<Instant> quietUntil = new AtomicReference<>(Instant.MIN);

  /**
   * @param dependency what is waited for, as the log names it
   */
  public RetryForever(String dependency, Backoff backoff, Sleeper sleeper, InstantSource clock) {
    this.dependency = dependency;
    this.backoff = backoff;
    this.sleeper = sleeper;
    this.clock = clock;
  }

  /**
   * Tries until it works, or fails with another exception than the passing one.
   *
   * @throws StoppingException if the thread is interrupted meanwhile
   */
  public <T> T call(Supplier<T> attempt, Class<? extends RuntimeException> passing) {
    for (int failures = 0; ; ) {
      try {
        T result = attempt.get();
        works();
        return result;
      } catch (RuntimeException e) {
        if (!passing.isInstance(e)) {
          throw e;
        }
        failures++;
        fails(e);
        pause(failures);
      }
    }
  }

  /** Since when it has not worked; empty when it does. */
  public Optional<Instant> failingSince() {
    return Optional.ofNullable(failingSince.get());
  }

  private void works() {
    Instant since = failingSince.getAndSet(null);
    if (since != null && warned.compareAndSet(true, false)) {
      log.atInfo()
          .addKeyValue("dependency", dependency)
          .addKeyValue("since", since)
          .log("Works again");
    }
  }

  private void fails(RuntimeException e) {
    Instant now = clock.instant();
    failingSince.compareAndSet(null, now);
    Instant quiet = quietUntil.get();
    if (!now.isBefore(quiet) && quietUntil.compareAndSet(quiet, now.plus(BETWEEN_WARNINGS))) {
      warned.set(true);
      log.atWarn()
          .addKeyValue("dependency", dependency)
          .addKeyValue("since", failingSince.get())
          .addKeyValue("reason", e.getMessage())
          .log("Does not work at present; trying again");
    }
  }

  private void pause(int failures) {
    try {
      sleeper.sleep(backoff.after(failures));
    } catch (InterruptedException e) {
      throw StoppingException.interrupted(e);
    }
  }
}
