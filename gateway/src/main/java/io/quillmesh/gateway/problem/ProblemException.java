package io.quillmesh.gateway.problem;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Ends a request with a problem. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ProblemCode code;
  private final transient @Nullable Duration retryAfter;

  /**
   * @param detail what was wrong, what is expected, what to do; the client reads it
   */
  public ProblemException(ProblemCode code, String detail) {
    this(code, detail, null);
  }

  /**
   * @param retryAfter when it is worth trying again
   */
  public ProblemException(ProblemCode code, String detail, @Nullable Duration retryAfter) {
    // An answer, not a defect: its stack trace would tell nobody anything.
    super(detail, null, false, false);
    this.code = code;
    this.retryAfter = retryAfter;
  }

  /** The one answer for what is another's, erased, malformed or was never there. */
  public static ProblemException notFound() {
    return new ProblemException(
        ProblemCode.NOT_FOUND, "There is nothing here for you. Check the address and the token.");
  }

  /** The answer while the broker or the conversation's owner is out of reach. */
  public static ProblemException unavailable() {
    return new ProblemException(
        ProblemCode.UNAVAILABLE,
        "The conversation cannot be reached just now. Try again in a moment.",
        Duration.ofSeconds(1));
  }

  /** The answer to a request that fails by a defect of ours; the log says more. */
  public static ProblemException defect() {
    return new ProblemException(ProblemCode.INTERNAL, "The log says more. Trying again may help.");
  }

  /** The kind of problem. */
  public ProblemCode code() {
    return code;
  }

  /** The problem as a client sees it. */
  public Problem problem() {
    return Problem.of(code, String.valueOf(getMessage()));
  }

  @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
