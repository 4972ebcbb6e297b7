package io.quillmesh.gateway.protocol;

/** Ends the reading of a frame with a rejection. */
public final class RejectedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Rejection rejection;

  RejectedException(Rejection rejection) {
    // This is an answer, not a defect: nobody needs its stack trace.
    super(rejection.message(), null, false, false);
    this.rejection = rejection;
  }

  public Rejection rejection() {
    return rejection;
  }
}
