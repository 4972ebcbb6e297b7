package io.quillmesh.gateway.problem;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Ends a request with a problem. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ProblemCode code;
  private final transient @Nullable Duration retryAfter;

  /**
   * @param detail what is wrong, what is expected, what to do; the client reads it
   */
  public ProblemException(ProblemCode code, String detail) {
    this(code, detail, null);
  }

  /**
   * @param retryAfter after which time another attempt makes sense
   */
  public ProblemException(ProblemCode code, String detail, @Nullable Duration retryAfter) {
    // This is an answer and not a defect, so nobody needs its stack trace.
    super(detail, null, false, false);
    this.code = code;
    this.retryAfter = retryAfter;
  }

  /**
   * The same answer for everything that is another person's, erased, malformed or never existed.
   */
  public static ProblemException notFound() {
    return new ProblemException(
        ProblemCode.NOT_FOUND, "There is nothing here for you. Check the address and the token.");
  }

  /** The answer while the broker or the conversation's host is unavailable. */
  public static ProblemException unavailable() {
    return new ProblemException(
        ProblemCode.UNAVAILABLE,
        "The conversation cannot be reached just now. Try again in a moment.",
        Duration.ofSeconds(1));
  }

  /** The answer to a request that fails because of a defect in the gateway; the log says more. */
  public static ProblemException defect() {
    return new ProblemException(ProblemCode.INTERNAL, "The log says more. Trying again may help.");
  }

  /** The kind of problem. */
  public ProblemCode code() {
    return code;
  }

  /** The problem, as a client sees it. */
  public Problem problem() {
    return Problem.of(code, String.valueOf(getMessage()));
  }

  @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
