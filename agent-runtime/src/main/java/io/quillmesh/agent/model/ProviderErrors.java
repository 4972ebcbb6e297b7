package io.quillmesh.agent.model;

import io.quillmesh.agent.FailureCode;
import io.quillmesh.agent.model.request.RequestForm;
import io.quillmesh.agent.model.request.RequestPart;
import io.quillmesh.agent.provider.answer.ErrorWords;
import io.quillmesh.agent.provider.answer.PauseInWords;
import io.quillmesh.agent.provider.answer.ProviderError;
import io.quillmesh.agent.provider.answer.ProviderException;
import io.quillmesh.agent.provider.answer.ProviderException.Problem;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The one place that says what a failed call means: whether it may pass, and what to do. The
 * provider's own words stay out of messages: they may quote the key or the prompt.
 */
final class ProviderErrors {
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;
  private static final int LONGEST_CODE = 60;

  /** Request timeout, conflict, too early: they are about the moment, not about the request. */
  private static final Set<Integer> PASSING = Set.of(408, 409, 425);

  /**
   * Tells what it means.
   *
   * @param sent what was in the request and may be what is refused
   */
  ModelFailure explain(Throwable thrown, Set<RequestPart> sent) {
    for (Throwable cause : causes(thrown)) {
      if (cause instanceof ProviderException e) {
        return explain(e, sent);
      }
      String unreachable = unreachable(cause);
      if (unreachable != null) {
        return ModelFailure.passing(FailureCode.MODEL_UNAVAILABLE, unreachable, thrown);
      }
    }
    return ModelFailure.passing(
        FailureCode.MODEL_UNAVAILABLE,
        causes(thrown).stream().anyMatch(IOException.class::isInstance)
            ? "The provider hung up before its answer was over"
            : "The provider's answer could not be read",
        thrown);
  }

  private static List<Throwable> causes(Throwable thrown) {
    List<Throwable> causes = new ArrayList<>();
    Set<Throwable> seen = new HashSet<>();
    for (Throwable cause = thrown; cause != null && seen.add(cause); cause = cause.getCause()) {
      causes.add(cause);
    }
    return causes;
  }

  private static @Nullable String unreachable(Throwable cause) {
    return switch (cause) {
      case UnknownHostException _ ->
          "The provider's host is not known to the name service: check the base URL";
      case ConnectException _, NoRouteToHostException _ ->
          "Nothing answers at the provider's address: check the base URL, and whether it runs";
      case SSLException _ ->
          "No secure connection to the provider: check the base URL (http or https?) and its"
              + " certificate";
      case SocketTimeoutException _ ->
          "No connection to the provider in time (quillmesh.agent.model.timeout.connect)";
      default -> null;
    };
  }

  private static ModelFailure explain(ProviderException e, Set<RequestPart> sent) {
    return switch (e.problem()) {
      case Problem.Reported(ProviderError error) -> explain(error, sent, e);
      case Problem.Declined() ->
          ModelFailure.lasting(
              FailureCode.MODEL_REFUSED, "The model declined to answer: ask in other words", e);
      case Problem.Redirected(int status, String location) ->
          ModelFailure.lasting(
              FailureCode.MODEL_REFUSED,
              "The provider has moved, HTTP " + status + ": set the base URL to " + location,
              e);
      case Problem.Senseless(String what) ->
          ModelFailure.passing(
              FailureCode.MODEL_UNAVAILABLE, "What the provider sent is no answer: " + what, e);
      case Problem.CutOff() ->
          ModelFailure.passing(
              FailureCode.MODEL_UNAVAILABLE, "The answer was cut off before its end", e);
      case Problem.BegunInThought() ->
          ModelFailure.ofForm(
              FailureCode.MODEL_UNAVAILABLE,
              "The model's text began with thoughts",
              RequestForm::thinkingFirst,
              e);
    };
  }

  private static ModelFailure explain(ProviderError error, Set<RequestPart> sent, Throwable cause) {
    int status = error.status();
    if (ErrorWords.BAD_LUCK.areIn(error)) {
      return ModelFailure.passing(
          FailureCode.MODEL_UNAVAILABLE, "The model wrote no JSON" + where(error), cause);
    }
    Duration pause =
        error.retryAfter() == null ? PauseInWords.of(error.message()) : error.retryAfter();
    if (status == 402 || isOutOfCredit(error, pause)) {
      return refused(
          "No credit is left at the provider: pay, or set a fallback model", error, cause);
    }
    if (ErrorWords.MODERATION.areIn(error)) {
      return refused(
          "The provider's moderation refused the text: write it otherwise", error, cause);
    }
    if (status == 413) {
      return tooLong(error, cause);
    }
    if (status == TOO_MANY_REQUESTS || isRateLimit(error)) {
      return ModelFailure.passing(
          FailureCode.MODEL_RATE_LIMITED,
          "The provider asks for fewer calls" + where(error),
          pause,
          cause);
    }
    RequestPart part = RequestPart.refusedIn(error, sent);
    if (part != null) {
      return ModelFailure.ofForm(
          FailureCode.MODEL_REFUSED,
          "The provider does not take the %s%s"
              .formatted(part.name().toLowerCase(Locale.ROOT).replace('_', ' '), where(error)),
          form -> form.without(part),
          cause);
    }
    if (status == 401 || status == 403 || ErrorWords.KEY.areIn(error)) {
      return refused(
          "The provider refuses the key: check the API key and what it may do", error, cause);
    }
    if (ErrorWords.TOO_LONG.areIn(error)) {
      return tooLong(error, cause);
    }
    if (ErrorWords.MODEL.areIn(error)) {
      return refused("The provider does not know the model: check the model's name", error, cause);
    }
    if (status == 404) {
      return refused(
          "The provider does not know the model or the address: check the model's name and the base"
              + " URL, which ends in /v1 for most",
          error,
          cause);
    }
    if (status >= SERVER_ERROR || status == 0 || PASSING.contains(status)) {
      return ModelFailure.passing(
          FailureCode.MODEL_UNAVAILABLE, "The provider failed" + where(error), pause, cause);
    }
    return refused(
        "The provider refuses the request: ./mesh model check says what it takes", error, cause);
  }

  /**
   * Some call a limit per minute a quota, too; an error that says when it ends means that. Zhipu's
   * codes are numbers.
   */
  private static boolean isOutOfCredit(ProviderError error, @Nullable Duration pause) {
    return error.code().equals("insufficient_quota")
        || error.code().equals("1113")
        || (pause == null && ErrorWords.QUOTA.areIn(error));
  }

  private static boolean isRateLimit(ProviderError error) {
    String code = (error.code() + " " + error.type()).toLowerCase(Locale.ROOT);
    return code.contains("rate_limit") || code.contains("ratelimit") || code.contains("throttl");
  }

  private static ModelFailure tooLong(ProviderError error, Throwable cause) {
    return refused(
        "The input is too long for the model: shorten the article, or set a model with more context",
        error,
        cause);
  }

  private static ModelFailure refused(String message, ProviderError error, Throwable cause) {
    return ModelFailure.lasting(FailureCode.MODEL_REFUSED, message + where(error), cause);
  }

  /** The status and the provider's own code, which is a word and nothing that was written. */
  private static String where(ProviderError error) {
    String code = error.code().isEmpty() ? error.type() : error.code();
    boolean isWord = code.length() <= LONGEST_CODE && code.matches("[\\w.:/-]+");
    String status = error.status() == 0 ? "in its stream" : "HTTP " + error.status();
    return isWord ? " (" + status + ", " + code + ")" : " (" + status + ")";
  }
}
