package io.quillmesh.offlinemodel.http;

import java.io.IOException;

/** Answers one request. */
@FunctionalInterface
public interface Handler {

  /**
   * Answers a request. * * @throws InterruptedException if the client hung up while the handler was
   * waiting * @throws IOException if the client hung up while the handler was writing
   */
  void handle(Request request, Response response) throws IOException, InterruptedException;
}
