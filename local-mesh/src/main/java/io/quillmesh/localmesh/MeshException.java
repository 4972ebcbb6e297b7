package io.quillmesh.localmesh;

/** Something that a person can put right; the message says what it is and how. */
public final class MeshException extends RuntimeException {

  private static final long serialVersionUID = 1;

  MeshException(String message) {
    super(message);
  }

  MeshException(String message, Throwable cause) {
    super(message, cause);
  }
}
