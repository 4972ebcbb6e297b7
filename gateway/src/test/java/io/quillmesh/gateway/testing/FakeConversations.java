package io.quillmesh.gateway.testing;

import io.quillmesh.gateway.conversation.AttachResult;
import io.quillmesh.gateway.conversation.ConversationPage;
import io.quillmesh.gateway.conversation.ConversationSummary;
import io.quillmesh.gateway.conversation.Conversations;
import io.quillmesh.gateway.conversation.Cursor;
import io.quillmesh.gateway.conversation.Frame;
import io.quillmesh.gateway.conversation.FrameListener;
import io.quillmesh.gateway.conversation.Location;
import io.quillmesh.gateway.conversation.Owner;
import io.quillmesh.gateway.conversation.ReplacedTurn;
import io.quillmesh.gateway.conversation.RunPlace;
import io.quillmesh.gateway.conversation.Snapshot;
import io.quillmesh.gateway.conversation.article.ArticleText;
import io.quillmesh.gateway.conversation.article.ArticleVersions;
import io.quillmesh.schemas.ClientCommand;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** Conversations without a broker that do what a test says. */
public class FakeConversations implements Conversations {
  private final Map<String, BlockingQueue<Attachment>> attachments = new ConcurrentHashMap<>();
  private final Map<String, BlockingQueue<ClientCommand>> commands = new ConcurrentHashMap<>();
  private final Map<String, BlockingQueue<String>> detached = new ConcurrentHashMap<>();
  public final Map<String, Owner> owners = new ConcurrentHashMap<>();
  public final Map<String, List<Frame>> snapshots = new ConcurrentHashMap<>();
  public final Map<String, ArticleText> articles = new ConcurrentHashMap<>();
  public final Map<String, List<ReplacedTurn>> replaced = new ConcurrentHashMap<>();

  /** The frames that clients may go on from. */
  public final Map<Cursor, RunPlace> kept = new ConcurrentHashMap<>();

  /** The versions of articles, the oldest first. */
  public final Map<String, List<ArticleVersions.Text>> versions = new ConcurrentHashMap<>();

  /** Which parts of lists somebody asked for. */
  public final BlockingQueue<ConversationPage.Query> queries = new LinkedBlockingQueue<>();

  /** Where the next part of a list begins; null while a list has one part. */
  public volatile ConversationPage.@Nullable Place next;

  /** The conversations whose snapshots somebody asked for. */
  public final Set<String> shown = ConcurrentHashMap.newKeySet();

  /**
   * Where conversations are, and lists by their subject; on this instance unless a test says
   * otherwise.
   */
  public final Map<String, Location> places = new ConcurrentHashMap<>();

  public volatile Answers answers = new Answers() {};

  public record Attachment(
      String conversationId,
      Owner owner,
      String connectionId,
      @Nullable Cursor after,
      FrameListener listener) {}

  /** What a test may change. */
  public interface Answers {
    default CompletionStage<Void> submitted(ClientCommand command) {
      return CompletableFuture.completedFuture(null);
    }

    default CompletionStage<AttachResult> attached(Attachment attachment, AttachResult usual) {
      return CompletableFuture.completedFuture(usual);
    }
  }

  /**
   * The clients that came to a conversation. By conversation, because those of another test may
   * come late.
   */
  public BlockingQueue<Attachment> attachments(String conversationId) {
    return attachments.computeIfAbsent(conversationId, _ -> new LinkedBlockingQueue<>());
  }

  public BlockingQueue<ClientCommand> commands(String conversationId) {
    return commands.computeIfAbsent(conversationId, _ -> new LinkedBlockingQueue<>());
  }

  /** The connections that left a conversation. */
  public BlockingQueue<String> detached(String conversationId) {
    return detached.computeIfAbsent(conversationId, _ -> new LinkedBlockingQueue<>());
  }

  public void reset() {
    kept.clear();
    answers = new Answers() {};
    queries.clear();
    next = null;
  }

  @Override
  public CompletionStage<Void> submit(ClientCommand command) {
    commands(command.getConversationId()).add(command);
    return answers.submitted(command);
  }

  @Override
  public CompletionStage<AttachResult> attach(
      String conversationId,
      Owner owner,
      String connectionId,
      @Nullable Cursor after,
      FrameListener listener) {
    Attachment attachment = new Attachment(conversationId, owner, connectionId, after, listener);
    boolean theirs = owners.computeIfAbsent(conversationId, _ -> owner).equals(owner);
    if (theirs) {
      snapshots.getOrDefault(conversationId, List.of()).forEach(listener::onFrame);
      attachments(conversationId).add(attachment);
    }
    return answers.attached(
        attachment,
        theirs
            ? new AttachResult.Attached(() -> detached(conversationId).add(connectionId))
            : new AttachResult.NotFound());
  }

  private static ConversationSummary summary(String conversationId) {
    return new ConversationSummary(conversationId, "London", Instant.EPOCH, Instant.EPOCH);
  }

  @Override
  public boolean exists(String conversationId, Owner owner) {
    return owner.equals(owners.get(conversationId));
  }

  @Override
  public Optional<Snapshot> snapshot(String conversationId, Owner owner) {
    shown.add(conversationId);
    return exists(conversationId, owner)
        ? Optional.of(
            new Snapshot(
                summary(conversationId), snapshots.getOrDefault(conversationId, List.of())))
        : Optional.empty();
  }

  @Override
  public Optional<RunPlace> place(String conversationId, Owner owner, Cursor frame) {
    return exists(conversationId, owner) ? Optional.ofNullable(kept.get(frame)) : Optional.empty();
  }

  @Override
  public Optional<List<ReplacedTurn>> replaced(String conversationId, Owner owner) {
    return exists(conversationId, owner)
        ? Optional.of(replaced.getOrDefault(conversationId, List.of()))
        : Optional.empty();
  }

  /** All of them, whatever part is asked for, unless a test has set a page. */
  @Override
  public ConversationPage list(Owner owner, ConversationPage.Query query) {
    queries.add(query);
    List<ConversationSummary> all =
        owners.keySet().stream()
            .filter(id -> exists(id, owner))
            .map(FakeConversations::summary)
            .toList();
    return new ConversationPage(all, next);
  }

  @Override
  public Location locate(String conversationId) {
    return places.getOrDefault(conversationId, new Location.Here());
  }

  @Override
  public Location locateList(Owner owner) {
    return places.getOrDefault(owner.subject(), new Location.Here());
  }

  @Override
  public String newId() {
    return Browser.newId();
  }

  @Override
  public boolean isReady() {
    return true;
  }
}
