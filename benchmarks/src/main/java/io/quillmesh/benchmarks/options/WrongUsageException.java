package io.quillmesh.benchmarks.options;

/** Something that the person at the terminal can put right; the message says what. */
public final class WrongUsageException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public WrongUsageException(String message) {
    super(message);
  }
}
