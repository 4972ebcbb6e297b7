package io.quillmesh.gateway.run;

import io.quillmesh.gateway.EdgeProperties;
import io.quillmesh.gateway.conversation.Frame;
import io.quillmesh.gateway.limits.Connections;
import io.quillmesh.gateway.peer.PeerRequest;
import io.quillmesh.gateway.peer.PeerUnavailableException;
import io.quillmesh.gateway.peer.Peers;
import io.quillmesh.gateway.problem.ProblemException;
import io.quillmesh.gateway.protocol.ClientNotice;
import io.quillmesh.gateway.protocol.CloseCode;
import io.quillmesh.gateway.protocol.ThreadId;
import io.quillmesh.gateway.relay.HttpRelay;
import io.quillmesh.gateway.relay.PeerAnswer;
import io.quillmesh.gateway.relay.Relays;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Follows a run at the instance that owns its conversation, event by event. */
@Component
class AgentRelay {
  private static final Logger log = LoggerFactory.getLogger(AgentRelay.class);
  private static final String DATA = "data: ";

  private final Peers peers;
  private final Relays relays;
  private final Connections connections;
  private final JsonMapper json;
  private final ClientNotice notice;
  private final EdgeProperties.Times times;

  AgentRelay(
      Peers peers,
      Relays relays,
      Connections connections,
      JsonMapper json,
      ClientNotice notice,
      EdgeProperties settings) {
    this.peers = peers;
    this.relays = relays;
    this.connections = connections;
    this.json = json;
    this.notice = notice;
    this.times = settings.times();
  }

  /**
   * Has the owner run the input, and writes what it sends until the run ends or the client is gone.
   *
   * @throws ProblemException if the owner is away
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
    Runnable forget = relays.watch(conversationId, peer, () -> run.finish(moved()));
    try (InputStream events = answer.answer().body()) {
      Thread.ofVirtual().name("relay-" + run.id()).start(() -> read(events, run));
      RunEvents reader = new RunEvents(json, new ThreadId(conversationId, conversationId), true);
      run.write(
          frame -> {
            boolean last = RunEvents.endsRun(RunEvents.type(reader.parse(frame)));
            return new RunFrames.Step.Send(List.of(frame), last);
          },
          new EventStream(response),
          notice,
          times.keepAlive());
    } finally {
      forget.run();
    }
  }

  private PeerAnswer ask(URI peer, PeerRequest question) throws InterruptedException {
    // It says something at the latest when it has attached the client and then kept silent.
    Duration patience = times.answer().multipliedBy(2).plus(times.keepAlive());
    try {
      return new PeerAnswer(peers.send(peer, question, patience));
    } catch (PeerUnavailableException e) {
      log.atInfo().addKeyValue("why", e.getMessage()).log("A conversation's host is unavailable");
      throw ProblemException.unavailable();
    }
  }

  private static void read(InputStream events, AgentRun run) {
    try (var lines = new BufferedReader(new InputStreamReader(events, StandardCharsets.UTF_8))) {
      for (String line; (line = lines.readLine()) != null; ) {
        if (line.startsWith(DATA)) {
          run.onFrame(new Frame(line.substring(DATA.length()), null, null));
        }
      }
    } catch (IOException e) {
      log.atDebug().addKeyValue("why", e.toString()).log("An owner's event stream broke off");
    }
    run.finish(moved());
  }

  private static CloseStatus moved() {
    return CloseCode.MOVED.because("its owner is gone");
  }
}
