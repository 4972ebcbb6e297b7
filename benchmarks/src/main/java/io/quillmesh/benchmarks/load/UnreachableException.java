package io.quillmesh.benchmarks.load;

/** The gateway does not take conversations, so there is nothing to measure. */
public final class UnreachableException extends RuntimeException {

  private static final long serialVersionUID = 1;

  UnreachableException(String message, Throwable cause) {
    super(message, cause);
  }
}
