package io.quillmesh.agent.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TurnDeduplicatorTest {
  private final TurnDeduplicator turns = new TurnDeduplicator();
  private final AtomicInteger worked = new AtomicInteger();

  @Test
  void aTurnThatIsAtWorkIsNotStartedTwice() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    Thread first =
        Thread.startVirtualThread(() ->
            turns.runOnce(
                "turn",
                () -> {
                  begun.countDown();
                  await(end);
                  worked.incrementAndGet();
                }));
    begun.await();
    Thread second =
        Thread.startVirtualThread(() -> {
          turns.runOnce("turn", worked::incrementAndGet);
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
    turns.runOnce("turn", worked::incrementAndGet);
    turns.runOnce("turn", worked::incrementAndGet);

    assertThat(worked).hasValue(1);
  }

  @Test
  void whatIsAskedForAgainIsDoneAgain() {
    turns.runOnce("turn", worked::incrementAndGet);
    turns.forget("turn");

    turns.runOnce("turn", worked::incrementAndGet);

    assertThat(worked).hasValue(2);
  }

  @Test
  void whatFailedMayComeAgain() {
    assertThatThrownBy(() ->
            turns.runOnce(
                "turn",
                () -> {
                  throw new IllegalStateException("failed");
                }))
        .hasMessage("failed");

    turns.runOnce("turn", worked::incrementAndGet);

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
