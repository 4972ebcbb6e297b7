package io.quillmesh.tuning.data;

/** Labelled messages, or a task, that cannot be used; the message says where and what to do. */
public final class DataException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With the reason, in words for the one who wrote the file. */
  public DataException(String message) {
    super(message);
  }
}
