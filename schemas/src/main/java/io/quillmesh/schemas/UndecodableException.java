package io.quillmesh.schemas;

import org.jspecify.annotations.Nullable;

/** Bytes that are no record of their topic, however often they are read. */
public final class UndecodableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is wrong with them. */
  public enum Reason {
    /** No zero byte and schema id in front, or no value at all. */
    FRAMING,
    /** The registry knows no such schema. */
    SCHEMA_ID,
    /** The bytes do not fit their schema, or their schema does not fit ours. */
    PAYLOAD,
    /** A good record of another type. */
    TYPE
  }

  private final Reason reason;

  UndecodableException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** What is wrong with the bytes. */
  public Reason reason() {
    return reason;
  }
}
