package io.quillmesh.agent.model;

import io.quillmesh.agent.FailureCode;
import io.quillmesh.agent.cancel.Cancellation;
import io.quillmesh.agent.model.ModelStream.News;
import io.quillmesh.agent.model.ModelStream.Spent;
import io.quillmesh.agent.retry.StoppingException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads one call to its end, within its time-outs. Runs on the thread of the record; whatever ends
 * it, the HTTP stream is closed.
 */
final class ModelCall {
  /** The clock may be another than the one that waits are made by. */
  private static final Duration LONGEST_LOOK = Duration.ofSeconds(1);

  private final Duration silenceTimeout;
  private final Duration totalTimeout;
  private final ProviderErrors errors;
  private final LongSupplier nanoTime;
  private final TextSink sink;
  private final long start;

  private final StringBuilder text = new StringBuilder();
  private @Nullable String finishReason;
  private @Nullable Spent spent;

  /** What a call came to; the tokens are null when the provider did not say. */
  record Outcome(String text, @Nullable Spent spent, boolean cutByLimit) {}

  /**
   * For a call that is about to be made: time runs from here.
   *
   * @param whole whether the answer comes in one piece, before which there is only silence
   */
  ModelCall(
      ModelProperties properties,
      boolean whole,
      ProviderErrors errors,
      LongSupplier nanoTime,
      TextSink sink) {
    this.silenceTimeout = whole ? properties.totalTimeout() : properties.silenceTimeout();
    this.totalTimeout = properties.totalTimeout();
    this.errors = errors;
    this.nanoTime = nanoTime;
    this.sink = sink;
    this.start = nanoTime.getAsLong();
  }

  /** What was spent, known even of a call that failed; null when the provider did not say. */
  @Nullable Spent spent() {
    return spent;
  }

  Outcome read(ModelStream stream, Cancellation cancellation) throws ModelFailure {
    sink.begin();
    try (stream;
        var _ = cancellation.onCancel(stream::abort)) {
      ModelFailure failure = readAll(stream, cancellation);
      if (finishReason == null) {
        throw failure != null
            ? failure
            : ModelFailure.passing(
                FailureCode.MODEL_UNAVAILABLE, "The answer was cut off before its end", null);
      }
      return outcome(finishReason);
    } catch (InterruptedException e) {
      throw StoppingException.interrupted(e);
    }
  }

  private @Nullable ModelFailure readAll(ModelStream stream, Cancellation cancellation)
      throws InterruptedException {
    long lastToken = start;
    while (true) {
      long now = nanoTime.getAsLong();
      Duration left = totalTimeout.minusNanos(now - start);
      Duration silence = silenceTimeout.minusNanos(now - lastToken);
      if (left.isNegative() || silence.isNegative()) {
        return timedOut(left.isNegative());
      }
      News news = stream.next(shortest(left, silence, LONGEST_LOOK));
      cancellation.check();
      finishReason = news.finishReason();
      spent = news.spent();
      if (!news.text().isEmpty()) {
        lastToken = nanoTime.getAsLong();
        text.append(news.text());
        sink.append(news.text());
      }
      if (news.over()) {
        return news.failure() == null ? null : errors.explain(news.failure());
      }
    }
  }

  private ModelFailure timedOut(boolean inTotal) {
    String message;
    if (inTotal) {
      message = "No end after " + totalTimeout + " (quillmesh.agent.model.total-timeout)";
    } else if (text.isEmpty()) {
      message =
          "No first token after " + silenceTimeout + " (quillmesh.agent.model.first-token-timeout)";
    } else {
      message =
          "No next token for " + silenceTimeout + " (quillmesh.agent.model.first-token-timeout)";
    }
    return ModelFailure.passing(FailureCode.MODEL_TIMEOUT, message, null);
  }

  private Outcome outcome(String reason) throws ModelFailure {
    if (reason.equalsIgnoreCase("content_filter")) {
      throw ModelFailure.lasting(
          FailureCode.MODEL_REFUSED, "The provider's content filter stopped the answer", null);
    }
    if (text.isEmpty()) {
      throw ModelFailure.passing(FailureCode.MODEL_UNAVAILABLE, "The model answered nothing", null);
    }
    return new Outcome(text.toString(), spent, reason.equalsIgnoreCase("length"));
  }

  private static Duration shortest(Duration one, Duration another, Duration third) {
    Duration shorter = one.compareTo(another) < 0 ? one : another;
    return shorter.compareTo(third) < 0 ? shorter : third;
  }
}
