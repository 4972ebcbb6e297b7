package io.quillmesh.gateway.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Limits how often something may happen per minute, for each key separately. The memory is bounded,
 * even for a client with thousands of addresses: the keys that are used least are forgotten.
 */
final class RatePerKey {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int MOST_KEYS = 20_000;

  private final int perMinute;
  private final LongSupplier nanos;
  private final Cache<String, TokenBucket> buckets;

  /**
   * @param nanos a monotonic clock, such as {@code System::nanoTime}
   */
  RatePerKey(int perMinute, LongSupplier nanos) {
    this.perMinute = perMinute;
    this.nanos = nanos;
    this.buckets =
        Caffeine.newBuilder()
            .maximumSize(MOST_KEYS)
            // After that time a bucket would be full again.
            .expireAfterAccess(MINUTE)
            .ticker(nanos::getAsLong)
            .executor(Runnable::run)
            .build();
  }

  boolean tryTake(String key) {
    return buckets.get(key, _ -> new TokenBucket(perMinute / 60.0, perMinute, nanos)).tryTake();
  }

  /** How many keys are remembered. */
  long size() {
    buckets.cleanUp();
    return buckets.estimatedSize();
  }
}
