package io.quillmesh.gateway.limits;

import java.util.function.LongSupplier;

/** Lets so many through in a second, and a few more at once after a pause. */
public final class TokenBucket {
  private final double perNano;
  private final double capacity;
  private final LongSupplier nanos;
  private double tokens;
  private long last;

  /**
   * @param perSecond how many in the long run
   * @param burst how many at once
   * @param nanos a clock that never goes back, such as {@code System::nanoTime}
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
