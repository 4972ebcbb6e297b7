package io.quillmesh.gateway.peer;

import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client's WebSocket, continued to the instance that owns its conversation. */
public final class PeerSocket {
  private static final int CLOSE_SECONDS = 2;

  private final WebSocket socket;
  private final Duration patience;

  PeerSocket(WebSocket socket, Duration patience) {
    this.socket = socket;
    this.patience = patience;
  }

  /** Takes what the owner sends. One thread at a time calls, and none after the end. */
  public interface Receiver {
    /** A whole text frame. */
    void onText(String frame);

    /** The owner has closed. */
    void onClose(int code, String reason);

    /** The connection broke off. */
    void onLost(Throwable why);
  }

  /**
   * Sends a text frame and waits until it is written. One thread at a time may call.
   *
   * @throws PeerUnavailableException if the owner takes it no more
   */
  public void send(String frame) throws PeerUnavailableException {
    try {
      var _ =
          socket.sendText(frame, true).orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS).join();
    } catch (CompletionException e) {
      throw new PeerUnavailableException("A frame could not be passed on", e);
    }
  }

  /** Ends it. Returns at once; the receiver hears nothing of it. */
  public void close() {
    var _ =
        socket
            .sendClose(WebSocket.NORMAL_CLOSURE, "")
            .orTimeout(CLOSE_SECONDS, TimeUnit.SECONDS)
            .whenComplete((_, _) -> socket.abort());
  }

  /** Puts frames together again; asks for more only when it has given away what it had. */
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
