package io.quillmesh.tunedmodel.cascade;

import io.quillmesh.tunedmodel.cascade.Verdict.PassedOn;
import io.quillmesh.tunedmodel.question.Reason;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * Where requests are judged: a thread for each core, and a short queue. A request that finds the
 * queue full, or waits too long, is not judged at all, because the upstream is quicker then.
 */
final class Desk implements AutoCloseable {
  private final ThreadPoolExecutor threads;
  private final Duration patience;

  /**
   * @param queue how many requests may wait
   * @param patience how long a request may wait and be judged
   */
  Desk(int cores, int queue, Duration patience) {
    this.patience = patience;
    this.threads =
        new ThreadPoolExecutor(
            cores,
            cores,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(queue),
            Thread.ofPlatform().name("judge-", 0).daemon().factory());
  }

  Mono<Verdict> judge(Supplier<Verdict> work) {
    AtomicBoolean isGone = new AtomicBoolean();
    return Mono.fromFuture(() ->
            // Nobody waits any more for one that waited too long in the queue.
            CompletableFuture.supplyAsync(
                () -> isGone.get() ? PassedOn.unread(Reason.SLOW) : work.get(), threads))
        .doOnCancel(() -> isGone.set(true))
        .timeout(patience)
        .onErrorResume(
            RejectedExecutionException.class, _ -> Mono.just(PassedOn.unread(Reason.BUSY)))
        .onErrorResume(TimeoutException.class, _ -> Mono.just(PassedOn.unread(Reason.SLOW)));
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
