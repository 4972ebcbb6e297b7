package io.quillmesh.schemas.provisioning;

/** The registry refuses a schema for good, because readers of earlier versions would break. */
public final class SchemaRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SchemaRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
