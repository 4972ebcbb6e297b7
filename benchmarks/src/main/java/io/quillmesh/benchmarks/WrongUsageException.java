package io.quillmesh.benchmarks;

/** Something that the person at the terminal can put right; the message says what. */
final class WrongUsageException extends RuntimeException {

  private static final long serialVersionUID = 1;

  WrongUsageException(String message) {
    super(message);
  }
}
