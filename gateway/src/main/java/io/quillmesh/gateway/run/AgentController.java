package io.quillmesh.gateway.run;

import io.quillmesh.gateway.EdgeProperties;
import io.quillmesh.gateway.client.Attachments;
import io.quillmesh.gateway.client.Attachments.Outcome;
import io.quillmesh.gateway.client.Outbox;
import io.quillmesh.gateway.client.Submissions;
import io.quillmesh.gateway.conversation.Conversations;
import io.quillmesh.gateway.conversation.Cursor;
import io.quillmesh.gateway.conversation.Frame;
import io.quillmesh.gateway.conversation.HostUnavailableException;
import io.quillmesh.gateway.conversation.Location;
import io.quillmesh.gateway.conversation.Owner;
import io.quillmesh.gateway.conversation.Snapshot;
import io.quillmesh.gateway.limits.ClientAddress;
import io.quillmesh.gateway.limits.Connections;
import io.quillmesh.gateway.limits.EdgeMetrics;
import io.quillmesh.gateway.limits.Refusal;
import io.quillmesh.gateway.peer.PeerRequest;
import io.quillmesh.gateway.peer.Visitor;
import io.quillmesh.gateway.problem.ProblemCode;
import io.quillmesh.gateway.problem.ProblemException;
import io.quillmesh.gateway.protocol.Asked;
import io.quillmesh.gateway.protocol.Ids;
import io.quillmesh.gateway.protocol.JsonBody;
import io.quillmesh.gateway.protocol.JsonFields;
import io.quillmesh.gateway.protocol.RejectedException;
import io.quillmesh.gateway.protocol.Rejection;
import io.quillmesh.gateway.protocol.RunInputReader;
import io.quillmesh.gateway.protocol.ThreadId;
import io.quillmesh.gateway.relay.HttpRelay;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The endpoint for a stock AG-UI {@code HttpAgent}: it takes a RunAgentInput and answers with one
 * run as an event stream.
 */
@RestController
class AgentController {
  private static final Logger log = LoggerFactory.getLogger(AgentController.class);

  private final Conversations conversations;
  private final AgentRelay relay;
  private final Attachments attachments;
  private final Connections connections;
  private final Submissions submissions;
  private final RunInputReader inputs;
  private final JsonBody bodies;
  private final JsonMapper json;
  private final EdgeMetrics metrics;
  private final EdgeProperties settings;

  AgentController(
      Conversations conversations,
      AgentRelay relay,
      Attachments attachments,
      Connections connections,
      Submissions submissions,
      RunInputReader inputs,
      JsonBody bodies,
      JsonMapper json,
      EdgeMetrics metrics,
      EdgeProperties settings) {
    this.conversations = conversations;
    this.relay = relay;
    this.attachments = attachments;
    this.connections = connections;
    this.submissions = submissions;
    this.inputs = inputs;
    this.bodies = bodies;
    this.json = json;
    this.metrics = metrics;
    this.settings = settings;
  }

  @PostMapping("/v1/agent")
  void run(
      @AuthenticationPrincipal(expression = "owner") Owner owner,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException, InterruptedException {
    JsonNode input = bodies.read(request, settings.sizes().runInput());
    ThreadId thread = thread(input, owner);
    String conversationId = thread.conversationId();
    Asked asked = message(input, conversationId);
    Visitor visitor =
        new Visitor(request.getRemoteAddr(), request.getHeader(Visitor.MAY_NOT_BEGIN) == null);
    AgentRun run =
        new AgentRun(
            owner.subject(),
            ClientAddress.of(visitor.address()),
            new Outbox(settings.queue()),
            metrics);
    Optional<Refusal> refusal = connections.enter(run);
    if (refusal.isPresent()) {
      metrics.refused(refusal.get());
      throw refusal.get().problem();
    }
    try {
      if (HttpRelay.mayPassOn(request)
          && conversations.locate(conversationId) instanceof Location.There(URI peer)) {
        relay.follow(peer, conversationId, input, run, request, response);
      } else {
        run(thread, owner, visitor, asked, input, run, lastSeen(request), response);
      }
    } catch (IOException e) {
      // The client is gone; its run goes on.
      log.atDebug().addKeyValue("why", e.toString()).log("An event stream broke off");
    } finally {
      connections.exit(run);
    }
  }

  private void run(
      ThreadId thread,
      Owner owner,
      Visitor visitor,
      Asked asked,
      JsonNode input,
      AgentRun run,
      @Nullable Cursor lastSeen,
      HttpServletResponse response)
      throws IOException, InterruptedException {
    String conversationId = thread.conversationId();
    RunEvents events = new RunEvents(json, thread, input.hasNonNull("protocolVersion"));
    @Nullable String resumed =
        lastSeen == null ? null : runOf(lastSeen, conversationId, owner, asked, events);
    Runnable detach = attach(thread, owner, visitor, run, resumed == null ? null : lastSeen);
    try {
      if (resumed == null) {
        submissions.submitAndWait(conversationId, owner, run.id(), asked.command());
      }
      RunFrames frames =
          new RunFrames(events, asked, () -> current(conversationId, owner), resumed);
      run.write(frames::next, new EventStream(response), settings.times().keepAlive());
    } finally {
      detach.run();
    }
  }

  private ThreadId thread(JsonNode input, Owner owner) {
    try {
      return Ids.thread(JsonFields.id(input, "threadId"), owner)
          .orElseThrow(() ->
              JsonFields.malformed(
                  "A RunAgentInput needs a \"threadId\", a string: a UUID, or a name of your own"));
    } catch (RejectedException e) {
      throw refused(e.rejection());
    }
  }

  private Asked message(JsonNode input, String conversationId) {
    try {
      return inputs.read(input, conversationId);
    } catch (RejectedException e) {
      throw refused(e.rejection());
    }
  }

  private ProblemException refused(Rejection rejection) {
    metrics.rejected(rejection.code());
    return new ProblemException(
        switch (rejection.code()) {
          case MESSAGE_TOO_LARGE, CONTEXT_TOO_LARGE, ARTICLE_TOO_LARGE -> ProblemCode.TOO_LARGE;
          case MALFORMED, MESSAGE_EMPTY, UNSUPPORTED_CONTENT, UNAVAILABLE -> ProblemCode.MALFORMED;
        },
        rejection.message());
  }

  private static @Nullable Cursor lastSeen(HttpServletRequest request) {
    String id = request.getHeader(PeerRequest.LAST_EVENT_ID);
    return id == null ? null : Cursor.parse(id.strip()).orElse(null);
  }

  /**
   * The run that a client is in the middle of; null if its place is not in the run of its message.
   */
  private @Nullable String runOf(
      Cursor lastSeen, String conversationId, Owner owner, Asked asked, RunEvents events) {
    try {
      return conversations
          .place(conversationId, owner, lastSeen)
          .filter(place -> events.answers(place.started(), asked.command()))
          .filter(place -> !RunEvents.endsRun(place.seen().type()))
          .map(place -> place.started().runId())
          .orElse(null);
    } catch (HostUnavailableException e) {
      return null; // attaching says so
    }
  }

  private Runnable attach(
      ThreadId thread, Owner owner, Visitor visitor, AgentRun run, @Nullable Cursor lastSeen)
      throws InterruptedException {
    return switch (attachments.attach(thread, true, owner, visitor, run.id(), lastSeen, run)) {
      case Outcome.Attached(Runnable detach) -> detach;
      case Outcome.NotFound() -> throw ProblemException.notFound();
      case Outcome.HostUnavailable() -> throw ProblemException.unavailable();
      case Outcome.Failed() -> throw ProblemException.defect();
      case Outcome.Refused(Refusal refusal) -> throw refusal.problem();
    };
  }

  private List<Frame> current(String conversationId, Owner owner) {
    try {
      return conversations.snapshot(conversationId, owner).map(Snapshot::frames).orElse(List.of());
    } catch (HostUnavailableException e) {
      return List.of(); // it is moving to another instance; the stream is about to end
    }
  }
}
