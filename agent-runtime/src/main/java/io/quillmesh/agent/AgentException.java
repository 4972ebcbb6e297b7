package io.quillmesh.agent;

import org.jspecify.annotations.Nullable;

/** There will be no result for this turn. */
public final class AgentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final FailureCode code;

  /**
   * @param message what went wrong, what was expected and what to do; without secrets or content
   */
  public AgentException(FailureCode code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** Why, in a word. */
  public FailureCode code() {
    return code;
  }
}
