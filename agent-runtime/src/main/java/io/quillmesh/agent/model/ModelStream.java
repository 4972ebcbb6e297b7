package io.quillmesh.agent.model;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import reactor.core.publisher.Flux;

/** What comes from a model during one call, in order. Closing it closes the HTTP stream. */
final class ModelStream implements AutoCloseable {
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final OpenCalls.Handle call;
  private volatile boolean over;

  /** Something that came. */
  sealed interface Event {
    /** Text, never empty. */
    record Piece(String text) implements Event {}

    /** What the call cost. */
    record Spent(long inputTokens, long outputTokens) implements Event {}

    /**
     * The model has said all.
     *
     * @param reason such as STOP, LENGTH, CONTENT_FILTER
     */
    record Finished(String reason) implements Event {}

    /** The stream is over; whether the model had finished is another question. */
    record Ended() implements Event {}

    /** The call failed. */
    record Broken(Throwable cause) implements Event {}

    /** Nothing: somebody wants the reader to look around. */
    record Nudge() implements Event {}
  }

  ModelStream(OpenCalls.Handle call, Flux<ChatResponse> responses) {
    this.call = call;
    // Never disposed: aborting the call ends it, and Reactor logs errors that come after a dispose.
    var _ =
        responses.subscribe(
            this::received,
            failure -> over(new Event.Broken(failure)),
            () -> over(new Event.Ended()));
  }

  /**
   * The next event.
   *
   * @return null if nothing came in that time
   */
  @Nullable Event next(Duration patience) throws InterruptedException {
    return events.poll(Math.max(0, patience.toNanos()), TimeUnit.NANOSECONDS);
  }

  /** Closes the HTTP stream and ends a wait in {@link #next}. For any thread. */
  void abort() {
    close();
    events.add(new Event.Nudge());
  }

  private void over(Event last) {
    over = true;
    events.add(last);
  }

  private void received(ChatResponse response) {
    Generation generation = response.getResult();
    if (generation != null) {
      String text = generation.getOutput().getText();
      if (text != null && !text.isEmpty()) {
        events.add(new Event.Piece(text));
      }
      String reason = generation.getMetadata().getFinishReason();
      if (reason != null && !reason.isEmpty()) {
        events.add(new Event.Finished(reason));
      }
    }
    Usage usage = response.getMetadata().getUsage();
    if (usage.getTotalTokens() > 0) {
      events.add(new Event.Spent(usage.getPromptTokens(), usage.getCompletionTokens()));
    }
  }

  /** Aborts the call if it is not over; if it is, its connection may serve the next one. */
  @Override
  public void close() {
    if (over) {
      call.over();
    } else {
      call.abort();
    }
  }
}
