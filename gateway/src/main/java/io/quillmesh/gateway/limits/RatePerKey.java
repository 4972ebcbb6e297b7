package io.quillmesh.gateway.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How often something may happen in a minute, for each key by itself. Whoever has a thousand
 * addresses to come from does not take more memory for it: those seen least are forgotten.
 */
final class RatePerKey {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int MOST_KEYS = 20_000;

  private final int perMinute;
  private final LongSupplier nanos;
  private final Cache<String, TokenBucket> buckets;

  /**
   * @param nanos a clock that never goes back, such as {@code System::nanoTime}
   */
  RatePerKey(int perMinute, LongSupplier nanos) {
    this.perMinute = perMinute;
    this.nanos = nanos;
    this.buckets =
        Caffeine.newBuilder()
            .maximumSize(MOST_KEYS)
            // It would be full again.
            .expireAfterAccess(MINUTE)
            .ticker(nanos::getAsLong)
            .executor(Runnable::run)
            .build();
  }

  boolean tryTake(String key) {
    return buckets.get(key, _ -> new TokenBucket(perMinute / 60.0, perMinute, nanos)).tryTake();
  }

  /** How many are remembered. */
  long size() {
    buckets.cleanUp();
    return buckets.estimatedSize();
  }
}
