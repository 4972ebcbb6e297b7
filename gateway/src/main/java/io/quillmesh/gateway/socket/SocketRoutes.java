package io.quillmesh.gateway.socket;

import io.quillmesh.gateway.EdgeProperties;
import io.quillmesh.gateway.client.Attachments;
import io.quillmesh.gateway.client.Attachments.Outcome;
import io.quillmesh.gateway.client.Submissions;
import io.quillmesh.gateway.conversation.Conversations;
import io.quillmesh.gateway.conversation.Cursor;
import io.quillmesh.gateway.conversation.Location;
import io.quillmesh.gateway.conversation.Owner;
import io.quillmesh.gateway.limits.Connections;
import io.quillmesh.gateway.limits.EdgeMetrics;
import io.quillmesh.gateway.limits.Refusal;
import io.quillmesh.gateway.limits.TokenBucket;
import io.quillmesh.gateway.peer.Peers;
import io.quillmesh.gateway.peer.Visitor;
import io.quillmesh.gateway.protocol.ClientFrameReader;
import io.quillmesh.gateway.protocol.CloseCode;
import io.quillmesh.gateway.relay.Relays;
import io.quillmesh.gateway.socket.SocketHandshake.Opening;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Connects a new client to its conversation, on this instance or on the one that hosts it. */
@Component
class SocketRoutes {
  private final Conversations conversations;
  private final Attachments attachments;
  private final Peers peers;
  private final Relays relays;
  private final Connections connections;
  private final ClientFrameReader reader;
  private final Submissions submissions;
  private final EdgeMetrics metrics;
  private final EdgeProperties.Rates rates;

  SocketRoutes(
      Conversations conversations,
      Attachments attachments,
      Peers peers,
      Relays relays,
      Connections connections,
      ClientFrameReader reader,
      Submissions submissions,
      EdgeMetrics metrics,
      EdgeProperties settings) {
    this.conversations = conversations;
    this.attachments = attachments;
    this.peers = peers;
    this.relays = relays;
    this.connections = connections;
    this.reader = reader;
    this.submissions = submissions;
    this.metrics = metrics;
    this.rates = settings.rates();
  }

  /** The way of one connection to its conversation. */
  interface Route {
    /** Shows the conversation to the client, or closes; call it on a virtual thread. */
    void open() throws InterruptedException;

    /** Takes the client's frames, from one thread at a time. */
    void accept(String frame);
  }

  Route of(SocketConnection connection, Opening opening) {
    return !opening.passedOn()
            && conversations.locate(connection.conversationId()) instanceof Location.There(URI peer)
        ? new SocketRelay(
            connection, opening, onward(connection.visitor()), peer, peers, relays, connections)
        : new Here(connection, opening.after(), inbound(connection));
  }

  /**
   * The other instance knows whether the conversation exists, but not whether there is room here.
   */
  private Visitor onward(Visitor visitor) {
    return new Visitor(visitor.address(), visitor.mayBegin() && connections.haveRoomForNew());
  }

  private SocketInbound inbound(SocketConnection connection) {
    TokenBucket bucket = new TokenBucket(rates.messages(), rates.burst(), System::nanoTime);
    return new SocketInbound(connection, reader, submissions, metrics, bucket);
  }

  /** The conversation is on this instance, or it is unknown where it is. */
  private final class Here implements Route {
    private final SocketConnection connection;
    private final @Nullable Cursor after;
    private final SocketInbound inbound;

    private Here(SocketConnection connection, @Nullable Cursor after, SocketInbound inbound) {
      this.connection = connection;
      this.after = after;
      this.inbound = inbound;
    }

    @Override
    public void open() throws InterruptedException {
      String conversationId = connection.conversationId();
      Owner owner = connection.identity().owner();
      var outcome =
          attachments.attach(
              connection.thread(),
              false,
              owner,
              connection.visitor(),
              connection.id(),
              after,
              connection);
      switch (outcome) {
        case Outcome.Attached(Runnable detach) -> connection.attached(detach);
        case Outcome.NotFound() -> connection.close(CloseCode.NOT_FOUND.because("not found"));
        case Outcome.HostUnavailable() ->
            connection.close(
                conversations.locate(conversationId) instanceof Location.There
                    ? CloseCode.MOVED.because("it has just moved: come back and resume")
                    : CloseCode.NO_OWNER.because("try again"));
        case Outcome.Failed() ->
            connection.close(CloseCode.INTERNAL.because("something went wrong: try again"));
        case Outcome.Refused(Refusal refusal) -> connection.close(refusal.closing());
      }
    }

    @Override
    public void accept(String frame) {
      inbound.frame(frame);
    }
  }
}
