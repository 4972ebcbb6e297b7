package io.quillmesh.agent.model;

import io.quillmesh.agent.FailureCode;
import io.quillmesh.agent.cancel.Cancellation;
import io.quillmesh.agent.model.ModelStream.News;
import io.quillmesh.agent.model.request.RequestForm;
import io.quillmesh.agent.model.request.RequestPart;
import io.quillmesh.agent.provider.CallProgress;
import io.quillmesh.agent.provider.answer.TokenUsage;
import io.quillmesh.agent.retry.StoppingException;
import java.time.Duration;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads one call to its end, within its time-outs. Runs on the thread of the record; whatever ends
 * it, the HTTP stream is closed.
 */
final class ModelCall {
  /** The clock may differ from the one that waits go by, and thinking does not end a wait. */
  private static final Duration LONGEST_LOOK = Duration.ofSeconds(1);

  private final ModelProperties.Timeout timeout;
  private final boolean whole;
  private final Set<RequestPart> sent;
  private final ProviderErrors errors;
  private final LongSupplier nanoTime;
  private final TextSink sink;
  private final boolean showsThoughts;
  private final long start;

  private final StringBuilder text = new StringBuilder();
  private long lastSign;
  private long signs;
  private long thinkingSince;
  private boolean thinks;
  private @Nullable String finishReason;
  private @Nullable TokenUsage usage;
  private @Nullable String answeredBy;

  /** The result of a call. */
  record Outcome(String text, boolean cutByLimit) {}

  /**
   * For a call that is about to be made: its time starts here.
   *
   * @param whole whether the answer comes in one piece, before which there is only silence
   * @param sent the parts of the request that may be refused
   */
  ModelCall(
      ModelProperties properties,
      boolean whole,
      Set<RequestPart> sent,
      ProviderErrors errors,
      LongSupplier nanoTime,
      TextSink sink) {
    this.timeout = properties.timeout();
    this.whole = whole;
    this.sent = sent;
    this.errors = errors;
    this.nanoTime = nanoTime;
    this.sink = sink;
    this.showsThoughts = properties.showThoughts();
    this.start = nanoTime.getAsLong();
    this.lastSign = start;
  }

  /** What it took, even if it failed; null if the provider did not say. */
  @Nullable TokenUsage usage() {
    return usage;
  }

  /** Who answered in the place of the model that was asked; null for that model. */
  @Nullable String answeredBy() {
    return answeredBy;
  }

  Outcome read(ModelStream stream, Cancellation cancellation) throws ModelFailure {
    sink.begin();
    try (stream;
        var _ = cancellation.onCancel(stream::abort)) {
      ModelFailure failure = readAll(stream, cancellation);
      if (failure != null) {
        throw failure;
      }
      return outcome();
    } catch (InterruptedException e) {
      throw StoppingException.interrupted(e);
    }
  }

  private @Nullable ModelFailure readAll(ModelStream stream, Cancellation cancellation)
      throws InterruptedException {
    while (true) {
      long now = nanoTime.getAsLong();
      Limit limit = nearest(now);
      if (!limit.left().isPositive()) {
        return ModelFailure.passing(FailureCode.MODEL_TIMEOUT, limit.message(), null);
      }
      News news = stream.next(shorter(limit.left(), LONGEST_LOOK));
      cancellation.check();
      finishReason = news.finishReason();
      usage = news.progress().usage();
      answeredBy = news.progress().answeredBy();
      look(news.progress());
      if (!news.text().isEmpty()) {
        lastSign = nanoTime.getAsLong();
        text.append(news.text());
        sink.append(news.text());
      }
      if (news.over()) {
        return news.failure() == null ? null : explained(news.failure());
      }
    }
  }

  /** A defect of ours in reading an error still counts as a failure of the model. */
  private ModelFailure explained(Throwable failure) {
    try {
      return errors.explain(failure, sent);
    } catch (RuntimeException e) {
      e.addSuppressed(failure);
      return ModelFailure.passing(
          FailureCode.MODEL_UNAVAILABLE, "The provider's error could not be read", e);
    }
  }

  private void look(CallProgress.Look progress) {
    if (progress.signs() > signs) {
      signs = progress.signs();
      lastSign = nanoTime.getAsLong();
    }
    boolean begins = progress.thinks() && !thinks;
    if (begins) {
      thinks = true;
      thinkingSince = nanoTime.getAsLong();
    }
    String shown = showsThoughts ? progress.thoughts() : "";
    if (text.isEmpty() && (begins || !shown.isEmpty())) {
      sink.thinking(shown);
    }
  }

  private record Limit(Duration left, String message) {
    Limit or(Limit other) {
      return other.left.compareTo(left) < 0 ? other : this;
    }
  }

  /** The limit that is reached first if nothing comes. */
  private Limit nearest(long now) {
    Limit total = limit(timeout.total(), now - start, "No end after %s", "total");
    if (whole) {
      return total;
    }
    long silent = now - lastSign;
    if (text.isEmpty() && !thinks) {
      return total.or(
          limit(timeout.firstToken(), silent, "No first token after %s", "first-token"));
    }
    Limit next = total.or(limit(timeout.silence(), silent, "No next token for %s", "silence"));
    return text.isEmpty()
        ? next.or(
            limit(timeout.thinking(), now - thinkingSince, "Only thoughts for %s", "thinking"))
        : next;
  }

  private static Limit limit(Duration limit, long passedNanos, String message, String setting) {
    return new Limit(
        limit.minusNanos(passedNanos),
        message.formatted(limit) + " (quillmesh.agent.model.timeout." + setting + ")");
  }

  private Outcome outcome() throws ModelFailure {
    String reason = finishReason == null ? "stop" : finishReason;
    if (reason.equalsIgnoreCase("content_filter")) {
      throw ModelFailure.lasting(
          FailureCode.MODEL_REFUSED,
          "The provider's content filter stopped the answer: write it otherwise",
          null);
    }
    boolean cutByLimit = reason.equalsIgnoreCase("length");
    if (!text.toString().isBlank()) {
      return new Outcome(text.toString(), cutByLimit);
    }
    throw cutByLimit
        ? limitTooSmall()
        : ModelFailure.passing(FailureCode.MODEL_UNAVAILABLE, "The model answered nothing", null);
  }

  /** The limit was used up before the answer came, and would be again. */
  ModelFailure limitTooSmall() {
    return sent.contains(RequestPart.TOKEN_LIMIT)
        ? ModelFailure.ofForm(
            FailureCode.MODEL_ANSWER_INVALID,
            "The token limit cut the answer off (quillmesh.agent.model.max-tokens): thoughts count,"
                + " too; leave it empty",
            RequestForm::withoutTokenLimit,
            null)
        : ModelFailure.lasting(
            FailureCode.MODEL_ANSWER_INVALID,
            "The provider's own token limit cut the answer off, though none was set: set a larger"
                + " one (quillmesh.agent.model.max-tokens) or a model that thinks less",
            null);
  }

  private static Duration shorter(Duration one, Duration another) {
    return one.compareTo(another) < 0 ? one : another;
  }
}
