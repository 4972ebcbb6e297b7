package io.quillmesh.schemas;

/**
 * The schema registry does not answer, or gives no useful answer. The same call may succeed later.
 */
public final class RegistryUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RegistryUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
