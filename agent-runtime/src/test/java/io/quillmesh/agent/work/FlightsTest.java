package io.quillmesh.agent.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FlightsTest {
  private final Flights flights = new Flights();
  private final AtomicInteger worked = new AtomicInteger();

  @Test
  void aTurnThatIsAtWorkIsNotStartedTwice() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    Thread first =
        Thread.startVirtualThread(() ->
            flights.fly(
                "turn",
                () -> {
                  begun.countDown();
                  await(end);
                  worked.incrementAndGet();
                }));
    begun.await();
    Thread second =
        Thread.startVirtualThread(() -> {
          flights.fly("turn", worked::incrementAndGet);
          // It has waited for the first.
          assertThat(worked).hasValue(1);
        });

    end.countDown();
    first.join();
    second.join();

    assertThat(worked).hasValue(1);
  }

  @Test
  void whatIsDoneIsNotDoneAgain() {
    flights.fly("turn", worked::incrementAndGet);
    flights.fly("turn", worked::incrementAndGet);

    assertThat(worked).hasValue(1);
  }

  @Test
  void whatIsAskedForAgainIsDoneAgain() {
    flights.fly("turn", worked::incrementAndGet);
    flights.forget("turn");

    flights.fly("turn", worked::incrementAndGet);

    assertThat(worked).hasValue(2);
  }

  @Test
  void whatFailedMayComeAgain() {
    assertThatThrownBy(() ->
            flights.fly(
                "turn",
                () -> {
                  throw new IllegalStateException("failed");
                }))
        .hasMessage("failed");

    flights.fly("turn", worked::incrementAndGet);

    assertThat(worked).hasValue(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
