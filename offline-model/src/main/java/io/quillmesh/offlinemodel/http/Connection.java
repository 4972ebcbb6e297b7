package io.quillmesh.offlinemodel.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.util.Map;

/**
 * One client's connection. While a separate thread answers a request, this one waits for the next
 * byte, which is either the next request or the sign that the client hung up. Then the answering
 * thread is interrupted. Otherwise a slow model would notice only at its next write.
 */
final class Connection implements Runnable {

  private static final Logger LOG = System.getLogger(Connection.class.getName());

  private final Socket socket;
  private final Handler handler;

  Connection(Socket socket, Handler handler) {
    this.socket = socket;
    this.handler = handler;
  }

  @Override
  public void run() {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      serve(in, out);
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "connection ended", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve(InputStream in, OutputStream out) throws IOException, InterruptedException {
    RequestReader requests = new RequestReader(in, out);
    boolean more = true;
    while (more) {
      Response response = new Response(out);
      try {
        Request request = requests.next();
        more = request != null && answer(request, response, in);
      } catch (BadRequest e) {
        response.send(
            e.status, "text/plain", String.valueOf(e.getMessage()).getBytes(UTF_8), Map.of());
        more = false;
      }
    }
  }

  private boolean answer(Request request, Response response, InputStream in)
      throws IOException, InterruptedException {
    Thread worker = Thread.ofVirtual().start(() -> work(request, response));
    try {
      in.mark(1);
      boolean open = in.read() >= 0;
      if (!open) {
        worker.interrupt();
        return false;
      }
      in.reset();
      return true;
    } finally {
      worker.join();
    }
  }

  private void work(Request request, Response response) {
    try {
      handler.handle(request, response);
    } catch (IOException | InterruptedException e) {
      LOG.log(Level.DEBUG, "the client hung up", e);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "a request could not be answered", e);
    }
    if (request.isLast() || !response.isComplete()) {
      close();
    }
  }

  /** This also wakes the reading thread. */
  void close() {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "a socket could not be closed", e);
    }
  }
}
