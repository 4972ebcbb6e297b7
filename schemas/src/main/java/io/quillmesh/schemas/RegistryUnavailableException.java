package io.quillmesh.schemas;

/** The schema registry does not answer, or not usefully; the same call may go through later. */
public final class RegistryUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RegistryUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
