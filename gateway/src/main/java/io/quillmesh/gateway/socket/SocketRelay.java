package io.quillmesh.gateway.socket;

import io.quillmesh.gateway.conversation.Frame;
import io.quillmesh.gateway.limits.Connections;
import io.quillmesh.gateway.peer.PeerSocket;
import io.quillmesh.gateway.peer.PeerUnavailableException;
import io.quillmesh.gateway.peer.Peers;
import io.quillmesh.gateway.peer.Visitor;
import io.quillmesh.gateway.protocol.CloseCode;
import io.quillmesh.gateway.relay.Relays;
import io.quillmesh.gateway.socket.SocketHandshake.Opening;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;

/**
 * One client whose conversation another instance hosts. Frames go in both directions unchanged, and
 * the client gets the host's close codes. Frames to the client wait in the connection's bounded
 * queue. Nothing waits on the way to the host: if a client sends more than the host reads, it is no
 * longer read from.
 */
final class SocketRelay implements SocketRoutes.Route, PeerSocket.Receiver {
  private static final Logger log = LoggerFactory.getLogger(SocketRelay.class);

  /** RFC 6455, section 7.4.1: these stand for the absence of a code. */
  private static final Set<Integer> NO_CODE = Set.of(1000, 1005, 1006, 1015);

  private final SocketConnection connection;
  private final Opening opening;
  private final Visitor visitor;
  private final URI peer;
  private final Peers peers;
  private final Relays relays;
  private final Connections connections;
  private final CompletableFuture<PeerSocket> owner = new CompletableFuture<>();

  SocketRelay(
      SocketConnection connection,
      Opening opening,
      Visitor visitor,
      URI peer,
      Peers peers,
      Relays relays,
      Connections connections) {
    this.connection = connection;
    this.opening = opening;
    this.visitor = visitor;
    this.peer = peer;
    this.peers = peers;
    this.relays = relays;
    this.connections = connections;
  }

  @Override
  public void open() {
    String conversationId = connection.conversationId();
    try {
      PeerSocket socket =
          peers.connect(
              peer,
              connection.thread().asSent(),
              SocketHandshake.PROTOCOL,
              opening.token(),
              opening.after(),
              visitor,
              this);
      owner.complete(socket);
      Runnable forget =
          relays.watch(conversationId, peer, () -> connection.close(moved("it has moved")));
      Runnable giveBack = connections.takeAnother();
      connection.attached(() -> {
        giveBack.run();
        forget.run();
        socket.close();
      });
    } catch (PeerUnavailableException e) {
      log.atInfo().addKeyValue("why", e.getMessage()).log("A conversation's host is unavailable");
      owner.completeExceptionally(e);
      connection.close(CloseCode.NO_OWNER.because("its owner does not answer: try again"));
    }
  }

  @Override
  public void accept(String frame) {
    try {
      owner.join().send(frame);
    } catch (PeerUnavailableException e) {
      onLost(e);
    } catch (CompletionException e) {
      // The connection failed, and the client was told.
    }
  }

  @Override
  public void onText(String frame) {
    connection.onFrame(Frame.relayed(frame));
  }

  @Override
  public void onClose(int code, String reason) {
    connection.finish(NO_CODE.contains(code) ? ownerGone() : new CloseStatus(code, reason));
  }

  @Override
  public void onLost(Throwable why) {
    log.atDebug()
        .addKeyValue("why", why.toString())
        .log("The connection to a conversation's host broke off");
    connection.finish(ownerGone());
  }

  private static CloseStatus ownerGone() {
    return moved("its owner is gone");
  }

  private static CloseStatus moved(String why) {
    return CloseCode.MOVED.because(why + ": come back and resume");
  }
}
