package io.quillmesh.reply.pairing;

import io.quillmesh.agent.retry.Sleeper;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets whoever waits go on at once when the pairing stops. */
final class StopSignal implements Sleeper {
  private final CountDownLatch stopped = new CountDownLatch(1);

  /** Nobody waits any longer. */
  void stop() {
    stopped.countDown();
  }

  /** Waits so long; true as soon as the pairing stops. */
  boolean comesWithin(Duration duration) throws InterruptedException {
    return stopped.await(duration.toNanos(), TimeUnit.NANOSECONDS);
  }

  /**
   * @throws InterruptedException also when the pairing stops
   */
  @Override
  public void sleep(Duration duration) throws InterruptedException {
    if (comesWithin(duration)) {
      throw new InterruptedException("The pairing stops");
    }
  }
}
