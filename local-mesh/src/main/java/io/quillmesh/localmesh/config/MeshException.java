package io.quillmesh.localmesh.config;

/** Something that a person can put right; the message says what it is and how. */
public final class MeshException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public MeshException(String message) {
    super(message);
  }

  public MeshException(String message, Throwable cause) {
    super(message, cause);
  }
}
