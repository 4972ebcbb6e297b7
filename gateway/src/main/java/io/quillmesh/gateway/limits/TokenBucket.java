package io.quillmesh.gateway.limits;

import java.util.function.LongSupplier;

/** Limits a rate per second, and allows a burst after a pause. */
public final class TokenBucket {
  private final double perNano;
  private final double capacity;
  private final LongSupplier nanos;
  private double tokens;
  private long last;

  /**
   * @param perSecond the rate in the long run
   * @param burst the most at once
   * @param nanos a monotonic clock, such as {@code System::nanoTime}
   */
  public TokenBucket(double perSecond, int burst, LongSupplier nanos) {
    this.perNano = perSecond / 1e9;
    this.capacity = burst;
    this.nanos = nanos;
    this.tokens = burst;
    this.last = nanos.getAsLong();
  }

  public synchronized boolean tryTake() {
    refill();
    if (tokens < 1) {
      return false;
    }
    tokens -= 1;
    return true;
  }

  private void refill() {
    long now = nanos.getAsLong();
    tokens = Math.min(capacity, tokens + (now - last) * perNano);
    last = now;
  }
}
