package io.quillmesh.tunedmodel.cascade;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.tunedmodel.cascade.Verdict.PassedOn;
import io.quillmesh.tunedmodel.question.Reason;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DeskTest {

  @Test
  void whatTakesTooLongIsPassedOnAndNotBegunLater() throws InterruptedException {
    CountDownLatch end = new CountDownLatch(1);
    AtomicInteger begun = new AtomicInteger();
    try (Desk desk = new Desk(1, 5, Duration.ofMillis(20))) {
      Verdict slow =
          desk.judge(
                  () -> {
                    begun.incrementAndGet();
                    await(end);
                    return PassedOn.unread(Reason.UNSURE);
                  })
              .block();
      Verdict queued =
          desk.judge(
                  () -> {
                    begun.incrementAndGet();
                    return PassedOn.unread(Reason.UNSURE);
                  })
              .block();
      end.countDown();

      assertThat(slow).isEqualTo(PassedOn.unread(Reason.SLOW));
      assertThat(queued).isEqualTo(PassedOn.unread(Reason.SLOW));
    }
    assertThat(begun).hasValue(1);
  }

  private static void await(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
