package io.quillmesh.offlinemodel.http;

import java.io.IOException;

/**
 * What came is not a request that this server understands; the connection can't be used further.
 */
final class BadRequest extends IOException {

  private static final long serialVersionUID = 1L;

  final int status;

  BadRequest(int status, String message) {
    super(message);
    this.status = status;
  }
}
