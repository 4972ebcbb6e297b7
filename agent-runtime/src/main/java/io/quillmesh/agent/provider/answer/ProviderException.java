package io.quillmesh.agent.provider.answer;

import java.io.IOException;

/** What a provider sent is no answer. */
public final class ProviderException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  /**
   * @param problem what it sent
   */
  public ProviderException(Problem problem) {
    super(problem.getClass().getSimpleName());
    this.problem = problem;
  }

  /** What it sent. */
  public Problem problem() {
    return problem;
  }

  /** What a provider may send instead. */
  public sealed interface Problem {
    /** It says that something went wrong. */
    record Reported(ProviderError error) implements Problem {}

    /** The model, or its moderation, declined to answer. */
    record Declined() implements Problem {}

    /** It sends the request elsewhere, in a way that would lose the request's body. */
    record Redirected(int status, String location) implements Problem {}

    /**
     * It sent something that is no answer at all.
     *
     * @param what the status, the content type and the first bytes, for operators
     */
    record Senseless(String what) implements Problem {}

    /** The answer stopped before its end. */
    record CutOff() implements Problem {}

    /**
     * Text that was handed on turned out to be thought: the model never said where its thinking
     * began. The next call has to expect that.
     */
    record BegunInThought() implements Problem {}
  }
}
