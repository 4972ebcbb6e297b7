package io.quillmesh.gateway.edge;

import io.quillmesh.gateway.conversation.Conversations;
import io.quillmesh.gateway.conversation.Owner;
import io.quillmesh.gateway.conversation.Place;
import io.quillmesh.gateway.edge.Attachments.Outcome;
import io.quillmesh.gateway.edge.SocketHandshake.Opening;
import io.quillmesh.gateway.peer.Peers;
import io.quillmesh.gateway.session.Identity;
import jakarta.websocket.Session;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;
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

/** Opens and closes WebSockets. Every method is called on a virtual thread of the container. */
@Component
class SocketHandler extends AbstractWebSocketHandler {
  private static final Logger log = LoggerFactory.getLogger(SocketHandler.class);
  private static final String SOCKET = SocketHandler.class.getName();

  /** Tomcat's name for how long one frame may take. */
  private static final String SEND_TIMEOUT = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";

  private final Conversations conversations;
  private final Attachments attachments;
  private final Peers peers;
  private final Relays relays;
  private final Connections connections;
  private final TokenExpiry expiry;
  private final ClientFrameReader reader;
  private final Submissions submissions;
  private final Notice notice;
  private final EdgeMetrics metrics;
  private final EdgeProperties settings;

  SocketHandler(
      Conversations conversations,
      Attachments attachments,
      Peers peers,
      Relays relays,
      Connections connections,
      TokenExpiry expiry,
      ClientFrameReader reader,
      Submissions submissions,
      Notice notice,
      EdgeMetrics metrics,
      EdgeProperties settings) {
    this.conversations = conversations;
    this.attachments = attachments;
    this.peers = peers;
    this.relays = relays;
    this.connections = connections;
    this.expiry = expiry;
    this.reader = reader;
    this.submissions = submissions;
    this.notice = notice;
    this.metrics = metrics;
    this.settings = settings;
  }

  private record Socket(SocketConnection connection, FrameAssembler frames, Runnable forget) {}

  /** Frames of any size come in parts; the bound on the whole is ours, not the container's. */
  @Override
  public boolean supportsPartialMessages() {
    return true;
  }

  @Override
  public void afterConnectionEstablished(WebSocketSession session)
      throws IOException, InterruptedException {
    Opening opening = Opening.of(session.getAttributes());
    Identity identity = opening.identity();
    Optional<String> conversationId = Ids.conversation(opening.conversationId());
    if (opening.tokenUnknown()) {
      refuse(session, CloseCode.NO_OWNER.because("tokens cannot be checked: try again"));
    } else if (identity == null) {
      refuse(session, CloseCode.TOKEN.because("no valid token"));
    } else if (conversationId.isEmpty()) {
      refuse(session, CloseCode.NOT_FOUND.because("not found"));
    } else {
      open(session, conversationId.get(), identity, opening);
    }
  }

  private void refuse(WebSocketSession session, CloseStatus status) throws IOException {
    metrics.closed(status.getCode());
    session.close(status);
  }

  private void open(
      WebSocketSession session, String conversationId, Identity identity, Opening opening)
      throws IOException, InterruptedException {
    SocketConnection connection =
        new SocketConnection(
            session, conversationId, identity, new Outbox(settings.queue()), metrics);
    if (!connections.enter(connection)) {
      refuse(session, CloseCode.POLICY.because("too many connections at once"));
      return;
    }
    limitSendTime(session);
    Runnable forget = expiry.watch(identity, connection);
    if (!opening.passedOn()
        && conversations.place(conversationId) instanceof Place.There(URI peer)) {
      SocketRelay relay = new SocketRelay(connection, peer, peers, relays);
      keep(session, connection, relay, forget);
      relay.open(opening.token(), opening.after());
    } else {
      keep(session, connection, inbound(connection), forget);
      attach(connection, opening);
    }
  }

  private void keep(
      WebSocketSession session,
      SocketConnection connection,
      Consumer<String> inbound,
      Runnable forget) {
    FrameAssembler frames = new FrameAssembler(connection, settings.sizes().frame(), inbound);
    session.getAttributes().put(SOCKET, new Socket(connection, frames, forget));
    connection.startWriter();
  }

  private void attach(SocketConnection connection, Opening opening) throws InterruptedException {
    String conversationId = connection.conversationId();
    Owner owner = connection.identity().owner();
    var outcome =
        attachments.attach(conversationId, owner, connection.id(), opening.after(), connection);
    switch (outcome) {
      case Outcome.Attached(Runnable detach) -> connection.attached(detach);
      case Outcome.NotFound() -> connection.close(CloseCode.NOT_FOUND.because("not found"));
      case Outcome.NoOwner() ->
          connection.close(
              conversations.place(conversationId) instanceof Place.There
                  ? CloseCode.MOVED.because("it has just moved: come back and resume")
                  : CloseCode.NO_OWNER.because("try again"));
      case Outcome.TooMany() ->
          connection.close(CloseCode.POLICY.because("too many new conversations: wait a minute"));
    }
  }

  private SocketInbound inbound(SocketConnection connection) {
    EdgeProperties.Rates rates = settings.rates();
    TokenBucket bucket = new TokenBucket(rates.messages(), rates.burst(), System::nanoTime);
    return new SocketInbound(connection, reader, submissions, notice, metrics, bucket);
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
