package io.quillmesh.gateway.edge;

/** Ends the reading of a frame with a rejection. */
final class RejectedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Rejection rejection;

  RejectedException(Rejection rejection) {
    // An answer, not a defect: its stack trace would tell nobody anything.
    super(rejection.message(), null, false, false);
    this.rejection = rejection;
  }

  Rejection rejection() {
    return rejection;
  }
}
