package io.quillmesh.offlinemodel.http;

import java.io.IOException;

/**
 * The client sent something that this server does not understand. The connection cannot be used any
 * further.
 */
final class BadRequest extends IOException {

  private static final long serialVersionUID = 1L;

  final int status;

  BadRequest(int status, String message) {
    super(message);
    this.status = status;
  }
}
