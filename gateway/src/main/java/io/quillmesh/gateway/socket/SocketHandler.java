package io.quillmesh.gateway.socket;

import io.quillmesh.gateway.EdgeProperties;
import io.quillmesh.gateway.client.Outbox;
import io.quillmesh.gateway.limits.Connections;
import io.quillmesh.gateway.limits.EdgeMetrics;
import io.quillmesh.gateway.limits.Refusal;
import io.quillmesh.gateway.protocol.CloseCode;
import io.quillmesh.gateway.protocol.Ids;
import io.quillmesh.gateway.protocol.ThreadId;
import io.quillmesh.gateway.session.Identity;
import io.quillmesh.gateway.socket.SocketHandshake.Opening;
import io.quillmesh.gateway.socket.SocketRoutes.Route;
import jakarta.websocket.Session;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PongMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;

/** Opens and closes WebSockets. The container calls every method on a virtual thread. */
@Component
class SocketHandler extends AbstractWebSocketHandler {
  private static final Logger log = LoggerFactory.getLogger(SocketHandler.class);
  private static final String SOCKET = SocketHandler.class.getName();

  /** Tomcat's name for the time that one frame may take. */
  private static final String SEND_TIMEOUT = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";

  private final SocketRoutes routes;
  private final Connections connections;
  private final TokenExpiry expiry;
  private final EdgeMetrics metrics;
  private final EdgeProperties settings;

  SocketHandler(
      SocketRoutes routes,
      Connections connections,
      TokenExpiry expiry,
      EdgeMetrics metrics,
      EdgeProperties settings) {
    this.routes = routes;
    this.connections = connections;
    this.expiry = expiry;
    this.metrics = metrics;
    this.settings = settings;
  }

  private record Socket(SocketConnection connection, FrameAssembler frames, Runnable forget) {}

  /** Frames of any size come in parts. We limit their size, not the container. */
  @Override
  public boolean supportsPartialMessages() {
    return true;
  }

  @Override
  public void afterConnectionEstablished(WebSocketSession session)
      throws IOException, InterruptedException {
    Opening opening = Opening.take(session.getAttributes());
    Identity identity = opening.identity();
    Optional<ThreadId> thread =
        identity == null ? Optional.empty() : Ids.thread(opening.threadId(), identity.owner());
    if (opening.tokenUnknown()) {
      refuse(session, CloseCode.NO_OWNER.because("tokens cannot be checked: try again"));
    } else if (identity == null) {
      refuse(session, CloseCode.TOKEN.because("no valid token"));
    } else if (opening.refusedOrigin() != null) {
      refuse(
          session,
          CloseCode.ORIGIN.because(
              opening.refusedOrigin() + " is not allowed: add it to ALLOWED_ORIGINS"));
    } else if (thread.isEmpty()) {
      refuse(session, CloseCode.NOT_FOUND.because("not found"));
    } else {
      open(session, thread.get(), identity, opening);
    }
  }

  private void refuse(WebSocketSession session, CloseStatus status) throws IOException {
    metrics.closed(status.getCode());
    session.close(status);
  }

  private void open(WebSocketSession session, ThreadId thread, Identity identity, Opening opening)
      throws IOException, InterruptedException {
    SocketConnection connection =
        new SocketConnection(
            session,
            thread,
            identity,
            SocketUpgrade.visitor(session.getAttributes()),
            new Outbox(settings.queue()),
            metrics,
            opening.passedOn());
    Optional<Refusal> refusal = connections.enter(connection);
    if (refusal.isPresent()) {
      metrics.refused(refusal.get());
      refuse(session, refusal.get().closing());
      return;
    }
    limitSendTime(session);
    Runnable forget = expiry.watch(identity, connection);
    Route route = routes.of(connection, opening);
    FrameAssembler frames = new FrameAssembler(connection, settings.sizes().frame(), route::accept);
    session.getAttributes().put(SOCKET, new Socket(connection, frames, forget));
    connection.startWriter();
    route.open();
  }

  private void limitSendTime(WebSocketSession session) {
    if (session instanceof NativeWebSocketSession wrapper
        && wrapper.getNativeSession(Session.class) instanceof Session tomcat) {
      tomcat.getUserProperties().put(SEND_TIMEOUT, settings.times().send().toMillis());
    }
  }

  private static @Nullable Socket socket(WebSocketSession session) {
    return (Socket) session.getAttributes().get(SOCKET);
  }

  @Override
  protected void handleTextMessage(WebSocketSession session, TextMessage message) {
    Socket socket = socket(session);
    if (socket != null) {
      socket.frames().part(message.getPayload(), message.isLast());
    }
  }

  @Override
  protected void handleBinaryMessage(WebSocketSession session, BinaryMessage message) {
    Socket socket = socket(session);
    if (socket != null) {
      socket.connection().close(CloseCode.POLICY.because("text frames only"));
    }
  }

  @Override
  protected void handlePongMessage(WebSocketSession session, PongMessage message) {
    Socket socket = socket(session);
    if (socket != null) {
      socket.connection().pong();
    }
  }

  @Override
  public void handleTransportError(WebSocketSession session, Throwable failure) {
    log.atDebug().addKeyValue("why", failure.toString()).log("A WebSocket broke off");
  }

  @Override
  public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
    Socket socket = socket(session);
    if (socket != null) {
      socket.forget().run();
      connections.exit(socket.connection());
      socket.connection().closed();
    }
  }
}
