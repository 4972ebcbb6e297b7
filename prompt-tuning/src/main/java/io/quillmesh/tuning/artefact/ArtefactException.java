package io.quillmesh.tuning.artefact;

/** An artefact that cannot be used here; the message says why and what to do. */
public final class ArtefactException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With the reason, in words for operators. */
  public ArtefactException(String message) {
    super(message);
  }
}
