package io.quillmesh.agent.model;

import io.quillmesh.agent.provider.CallProgress;
import io.quillmesh.agent.provider.ProviderCall;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import reactor.core.publisher.Flux;

/**
 * What comes from a model during one call, as the transport hands it on. Closing it closes the HTTP
 * stream.
 */
final class ModelStream implements AutoCloseable {
  private final ProviderCall call;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition somethingCame = lock.newCondition();
  private final StringBuilder gathered = new StringBuilder();
  private @Nullable String finishReason;
  private @Nullable Throwable failure;
  private boolean over;
  private boolean aborted;

  /**
   * What has come since the last look.
   *
   * @param text empty if none came
   * @param finishReason such as STOP, LENGTH, CONTENT_FILTER; null until the model has said all
   * @param progress what else was seen of the call
   * @param over whether nothing more comes; whether the model had finished is another question
   * @param failure why nothing more comes; null when the stream ended in good order
   */
  record News(
      String text,
      @Nullable String finishReason,
      CallProgress.Look progress,
      boolean over,
      @Nullable Throwable failure) {}

  ModelStream(ProviderCall call, Flux<ChatResponse> responses) {
    this.call = call;
    // Never disposed: aborting the call ends it, and Reactor logs errors that come after a dispose.
    var _ = responses.subscribe(this::received, thrown -> ended(thrown), () -> ended(null));
  }

  /**
   * Waits for text, or for the end.
   *
   * @param timeout how long, at the most
   */
  News next(Duration timeout) throws InterruptedException {
    long left = timeout.toNanos();
    lock.lockInterruptibly();
    try {
      while (!isEnding() && gathered.isEmpty() && left > 0) {
        left = somethingCame.awaitNanos(left);
      }
      String text = gathered.toString();
      gathered.setLength(0);
      return new News(text, finishReason, call.progress().look(), over, failure);
    } finally {
      lock.unlock();
    }
  }

  private boolean isEnding() {
    return over || aborted;
  }

  /** Closes the HTTP stream and ends a wait in {@link #next}. For any thread. */
  void abort() {
    call.abort();
    lock.lock();
    try {
      aborted = true;
      somethingCame.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void ended(@Nullable Throwable thrown) {
    lock.lock();
    try {
      over = true;
      failure = thrown;
      somethingCame.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void received(ChatResponse response) {
    lock.lock();
    try {
      Generation generation = response.getResult();
      if (generation != null) {
        String text = generation.getOutput().getText();
        if (text != null && !text.isEmpty()) {
          gathered.append(text);
          somethingCame.signalAll();
        }
        String reason = generation.getMetadata().getFinishReason();
        if (reason != null && !reason.isEmpty()) {
          finishReason = reason;
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** Aborts the call if it is not over; if it is, its connection may serve the next one. */
  @Override
  public void close() {
    lock.lock();
    try {
      if (over) {
        call.over();
        return;
      }
    } finally {
      lock.unlock();
    }
    call.abort();
  }
}
