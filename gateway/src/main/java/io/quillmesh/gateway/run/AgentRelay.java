package io.quillmesh.gateway.run;

import io.quillmesh.gateway.EdgeProperties;
import io.quillmesh.gateway.limits.Connections;
import io.quillmesh.gateway.peer.PeerRequest;
import io.quillmesh.gateway.peer.PeerUnavailableException;
import io.quillmesh.gateway.peer.Peers;
import io.quillmesh.gateway.problem.ProblemException;
import io.quillmesh.gateway.relay.HttpRelay;
import io.quillmesh.gateway.relay.PeerAnswer;
import io.quillmesh.gateway.relay.Relays;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Follows a run on the instance that hosts its conversation. */
@Component
class AgentRelay {
  private static final Logger log = LoggerFactory.getLogger(AgentRelay.class);

  private final Peers peers;
  private final Relays relays;
  private final Connections connections;
  private final JsonMapper json;
  private final EdgeProperties.Times times;

  AgentRelay(
      Peers peers,
      Relays relays,
      Connections connections,
      JsonMapper json,
      EdgeProperties settings) {
    this.peers = peers;
    this.relays = relays;
    this.connections = connections;
    this.json = json;
    this.times = settings.times();
  }

  /**
   * Has the host run the input, and passes on its events until the run ends or the client is gone.
   *
   * @throws ProblemException if the host is unavailable
   * @throws IOException if the client is gone; the run goes on
   */
  void follow(
      URI peer,
      String conversationId,
      JsonNode input,
      AgentRun run,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException, InterruptedException {
    PeerRequest question =
        HttpRelay.question(request, json.writeValueAsBytes(input), connections.haveRoomForNew());
    PeerAnswer answer = ask(peer, question);
    if (!answer.isEventStream()) {
      answer.copyTo(response);
      return;
    }
    Runnable forget = relays.watch(conversationId, peer, run::stopPassing);
    try (InputStream events = answer.answer().body()) {
      run.pass(events, new EventStream(response));
    } finally {
      forget.run();
    }
  }

  private PeerAnswer ask(URI peer, PeerRequest question) throws InterruptedException {
    // At the latest, the host attaches the client and then sends a first comment.
    Duration patience = times.answer().multipliedBy(2).plus(times.keepAlive());
    try {
      return new PeerAnswer(peers.send(peer, question, patience));
    } catch (PeerUnavailableException e) {
      log.atInfo().addKeyValue("why", e.getMessage()).log("A conversation's host is unavailable");
      throw ProblemException.unavailable();
    }
  }
}
