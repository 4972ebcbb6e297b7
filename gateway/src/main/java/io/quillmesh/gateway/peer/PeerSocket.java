package io.quillmesh.gateway.peer;

import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Connects a client's WebSocket to the instance that hosts its conversation. */
public final class PeerSocket {
  private static final int CLOSE_SECONDS = 2;

  private final WebSocket socket;
  private final Duration patience;

  PeerSocket(WebSocket socket, Duration patience) {
    this.socket = socket;
    this.patience = patience;
  }

  /** Receives what the host sends. One thread at a time calls it, and no thread after the end. */
  public interface Receiver {
    /** A whole text frame. */
    void onText(String frame);

    /** The host has closed the connection. */
    void onClose(int code, String reason);

    /** The connection is lost. */
    void onLost(Throwable why);
  }

  /**
   * Sends a text frame and waits until it is written. One thread at a time may call.
   *
   * @throws PeerUnavailableException if the host no longer accepts it
   */
  public void send(String frame) throws PeerUnavailableException {
    try {
      var _ =
          socket.sendText(frame, true).orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS).join();
    } catch (CompletionException e) {
      throw new PeerUnavailableException("A frame could not be passed on", e);
    }
  }

  /** Closes the connection. Returns at once; the receiver is not told. */
  public void close() {
    var _ =
        socket
            .sendClose(WebSocket.NORMAL_CLOSURE, "")
            .orTimeout(CLOSE_SECONDS, TimeUnit.SECONDS)
            .whenComplete((_, _) -> socket.abort());
  }

  /** Joins the parts of frames. Requests more only after it has passed on what it had. */
  static final class Listener implements WebSocket.Listener {
    private final Receiver receiver;
    private final StringBuilder partial = new StringBuilder();

    Listener(Receiver receiver) {
      this.receiver = receiver;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      partial.append(data);
      if (last) {
        receiver.onText(partial.toString());
        partial.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      receiver.onClose(code, reason);
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      receiver.onLost(error);
    }
  }
}
