package io.quillmesh.gateway.peer;

import java.io.IOException;

/** Another instance does not answer. It may be gone, and its partitions may be moving elsewhere. */
public final class PeerUnavailableException extends IOException {
  private static final long serialVersionUID = 1L;

  PeerUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
