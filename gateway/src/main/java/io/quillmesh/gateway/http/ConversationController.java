package io.quillmesh.gateway.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quillmesh.gateway.EdgeProperties;
import io.quillmesh.gateway.client.Submissions;
import io.quillmesh.gateway.conversation.ConversationPage;
import io.quillmesh.gateway.conversation.ConversationSummary;
import io.quillmesh.gateway.conversation.Conversations;
import io.quillmesh.gateway.conversation.Owner;
import io.quillmesh.gateway.conversation.ReplacedTurn;
import io.quillmesh.gateway.conversation.Snapshot;
import io.quillmesh.gateway.limits.NewConversations;
import io.quillmesh.gateway.limits.Refusal;
import io.quillmesh.gateway.peer.Visitor;
import io.quillmesh.gateway.problem.ProblemCode;
import io.quillmesh.gateway.problem.ProblemException;
import io.quillmesh.gateway.protocol.ClientFrameReader;
import io.quillmesh.gateway.protocol.Ids;
import io.quillmesh.gateway.protocol.JsonBody;
import io.quillmesh.gateway.protocol.RejectedException;
import io.quillmesh.gateway.protocol.ThreadId;
import io.quillmesh.schemas.AbortTurn;
import io.quillmesh.schemas.ClaimConversation;
import io.quillmesh.schemas.EraseConversation;
import io.quillmesh.schemas.RenameConversation;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/**
 * Conversations over plain HTTP. A change is answered when the broker has stored it. It takes
 * effect a moment later, in order of arrival.
 */
@RestController
@RequestMapping("/v1/conversations")
class ConversationController {
  private static final int MAX_TITLE = 200;
  private static final String OWNER = "owner";

  private final Conversations conversations;
  private final NewConversations newConversations;
  private final Submissions submissions;
  private final JsonBody bodies;
  private final EdgeProperties.Sizes sizes;

  ConversationController(
      Conversations conversations,
      NewConversations newConversations,
      Submissions submissions,
      JsonBody bodies,
      EdgeProperties settings) {
    this.conversations = conversations;
    this.newConversations = newConversations;
    this.submissions = submissions;
    this.bodies = bodies;
    this.sizes = settings.sizes();
  }

  record Created(String id) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Listed(List<ConversationSummary> conversations, @Nullable String next) {}

  record Replaced(List<ReplacedTurn> turns) {}

  /**
   * @param frames a JSON array of the frames that a new client would get
   */
  record Shown(@JsonUnwrapped ConversationSummary summary, @JsonRawValue String frames) {
    static Shown of(Snapshot snapshot, ThreadId thread) {
      return new Shown(
          snapshot.summary(),
          snapshot.frames().stream()
              .map(frame -> thread.spell(frame).json())
              .collect(Collectors.joining(",", "[", "]")));
    }
  }

  @PostMapping
  ResponseEntity<Created> create(
      @AuthenticationPrincipal(expression = OWNER) Owner owner, HttpServletRequest request)
      throws IOException, InterruptedException {
    String title = title(bodies.readOptional(request, sizes.body()));
    Optional<Refusal> refusal =
        newConversations.tryBegin(owner.subject(), new Visitor(request.getRemoteAddr(), true));
    if (refusal.isPresent()) {
      throw refusal.get().problem();
    }
    String id = conversations.newId();
    submissions.submitAndWait(id, owner, null, new ClaimConversation(title));
    // Relative to the request's address, because a proxy may have added a path before it.
    return ResponseEntity.created(URI.create("conversations/" + id)).body(new Created(id));
  }

  @GetMapping
  Listed list(
      @AuthenticationPrincipal(expression = OWNER) Owner owner,
      @RequestParam(name = "query", required = false) @Nullable String query,
      @RequestParam(name = "limit", required = false) @Nullable String limit,
      @RequestParam(name = "after", required = false) @Nullable String after) {
    ConversationPage page = conversations.list(owner, ListQuery.of(query, limit, after));
    return new Listed(page.conversations(), page.next() == null ? null : page.next().toCursor());
  }

  @GetMapping("/{id}")
  Shown show(
      @AuthenticationPrincipal(expression = OWNER) Owner owner, @PathVariable("id") String id) {
    ThreadId thread = thread(id, owner);
    return conversations
        .snapshot(thread.conversationId(), owner)
        .map(snapshot -> Shown.of(snapshot, thread))
        .orElseThrow(ProblemException::notFound);
  }

  @GetMapping("/{id}/replaced")
  Replaced replaced(
      @AuthenticationPrincipal(expression = OWNER) Owner owner, @PathVariable("id") String id) {
    return conversations
        .replaced(thread(id, owner).conversationId(), owner)
        .map(Replaced::new)
        .orElseThrow(ProblemException::notFound);
  }

  @PatchMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void rename(
      @AuthenticationPrincipal(expression = OWNER) Owner owner,
      @PathVariable("id") String id,
      HttpServletRequest request)
      throws IOException, InterruptedException {
    String title = title(bodies.read(request, sizes.body()));
    if (title == null) {
      throw new ProblemException(ProblemCode.MALFORMED, "A new \"title\" is needed.");
    }
    submit(thread(id, owner), owner, new RenameConversation(title));
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void erase(
      @AuthenticationPrincipal(expression = OWNER) Owner owner, @PathVariable("id") String id)
      throws InterruptedException {
    submit(thread(id, owner), owner, new EraseConversation("asked for by its owner"));
  }

  @PostMapping("/{id}/abort")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void abort(
      @AuthenticationPrincipal(expression = OWNER) Owner owner,
      @PathVariable("id") String id,
      HttpServletRequest request)
      throws IOException, InterruptedException {
    ThreadId thread = thread(id, owner);
    submit(thread, owner, abortOf(bodies.read(request, sizes.body()), thread));
  }

  private static AbortTurn abortOf(JsonNode body, ThreadId thread) {
    try {
      return ClientFrameReader.abort(body, thread.conversationId());
    } catch (RejectedException e) {
      throw new ProblemException(ProblemCode.MALFORMED, e.rejection().message());
    }
  }

  /** Checks first, so that a person who may not write learns nothing by trying. */
  private void submit(ThreadId thread, Owner owner, SpecificRecord command)
      throws InterruptedException {
    if (!conversations.exists(thread.conversationId(), owner)) {
      throw ProblemException.notFound();
    }
    submissions.submitAndWait(thread.conversationId(), owner, null, command);
  }

  private static ThreadId thread(String id, Owner owner) {
    return Ids.thread(id, owner).orElseThrow(ProblemException::notFound);
  }

  private static @Nullable String title(JsonNode body) {
    JsonNode title = body.get("title");
    if (title == null) {
      return null;
    }
    String text = title.asString("").strip();
    if (!title.isString() || text.isEmpty() || text.length() > MAX_TITLE) {
      throw new ProblemException(
          ProblemCode.MALFORMED, "\"title\" must have 1 to " + MAX_TITLE + " characters.");
    }
    return text;
  }
}
