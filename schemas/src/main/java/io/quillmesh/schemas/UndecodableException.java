package io.quillmesh.schemas;

import org.jspecify.annotations.Nullable;

/** Bytes that are not a record of their topic. Another attempt does not help. */
public final class UndecodableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A kind of problem with the bytes. */
  public enum Reason {
    /** The zero byte and the schema id are missing, or the whole value. */
    FRAMING,
    /** The registry does not know the schema. */
    SCHEMA_ID,
    /** The bytes do not fit their schema, or their schema does not fit ours. */
    PAYLOAD,
    /** A valid record of another type. */
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
