package io.quillmesh.tunedmodel.question;

/** A request is none that can be answered here. This is no failure, so it has no stack trace. */
public final class NotHereException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  public NotHereException(Reason reason) {
    super(reason.name(), null, false, false);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
