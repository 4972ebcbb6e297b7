package io.quillmesh.gateway.conversation.local;

import io.quillmesh.gateway.conversation.AttachResult;
import io.quillmesh.gateway.conversation.ConversationPage;
import io.quillmesh.gateway.conversation.Conversations;
import io.quillmesh.gateway.conversation.Cursor;
import io.quillmesh.gateway.conversation.FrameListener;
import io.quillmesh.gateway.conversation.HostUnavailableException;
import io.quillmesh.gateway.conversation.Location;
import io.quillmesh.gateway.conversation.Owner;
import io.quillmesh.gateway.conversation.ReplacedTurn;
import io.quillmesh.gateway.conversation.RunPlace;
import io.quillmesh.gateway.conversation.Snapshot;
import io.quillmesh.gateway.conversation.delivery.Subscription;
import io.quillmesh.gateway.conversation.snapshot.Lookup;
import io.quillmesh.gateway.conversation.snapshot.ReplacedTurns;
import io.quillmesh.gateway.conversation.snapshot.Snapshots;
import io.quillmesh.gateway.conversation.state.StateView;
import io.quillmesh.gateway.conversation.topology.ConversationTopology;
import io.quillmesh.gateway.conversation.topology.Listing;
import io.quillmesh.gateway.conversation.topology.TaskResources;
import io.quillmesh.schemas.ClaimConversation;
import io.quillmesh.schemas.ClientCommand;
import io.quillmesh.schemas.RegistryUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.jspecify.annotations.Nullable;

/** The conversations of this instance's partitions, read from the fold's stores. */
final class LocalConversations implements Conversations {
  /** For a claim to be folded; far longer than it takes while the broker works. */
  private static final Duration CLAIM_LIMIT = Duration.ofSeconds(15);

  /** So many random ids miss all partitions of this instance only if it has none. */
  private static final int MAX_IDS = 1_000;

  private static final CompletableFuture<@Nullable Void> STARTED =
      CompletableFuture.completedFuture(null);

  private final TaskResources shared;
  private final Function<ClientCommand, CompletableFuture<Void>> commands;
  private final Executor executor;
  private final PartitionLocator locator;
  private final BooleanSupplier ready;

  LocalConversations(
      TaskResources shared,
      Function<ClientCommand, CompletableFuture<Void>> commands,
      Executor executor,
      PartitionLocator locator,
      BooleanSupplier ready) {
    this.shared = shared;
    this.commands = commands;
    this.executor = executor;
    this.locator = locator;
    this.ready = ready;
  }

  @Override
  public CompletionStage<Void> submit(ClientCommand command) {
    return commands.apply(command);
  }

  @Override
  public CompletionStage<AttachResult> attach(
      String conversationId,
      Owner owner,
      String connectionId,
      @Nullable Cursor after,
      FrameListener listener) {
    Request request = new Request(conversationId, owner, connectionId, after, listener);
    return STARTED.thenComposeAsync(_ -> attempt(request, true), executor);
  }

  private record Request(
      String conversationId,
      Owner owner,
      String connectionId,
      @Nullable Cursor after,
      FrameListener listener) {}

  private CompletableFuture<AttachResult> attempt(Request request, boolean mayClaim) {
    Optional<StateView> view = shared.partitions().of(request.conversationId());
    if (view.isEmpty()) {
      return CompletableFuture.completedFuture(new AttachResult.HostUnavailable());
    }
    try {
      return shared
          .locks()
          .reading(request.conversationId(), () -> attempt(request, view.get(), mayClaim));
    } catch (InvalidStateStoreException e) {
      // The partition left while it was read.
      return CompletableFuture.completedFuture(new AttachResult.HostUnavailable());
    }
  }

  /** The lock keeps the conversation unchanged, so the next frames continue what is read here. */
  private CompletableFuture<AttachResult> attempt(
      Request request, StateView view, boolean mayClaim) {
    return switch (Snapshots.look(
        view, request.conversationId(), request.owner(), request.after())) {
      case Lookup.Hidden _ -> CompletableFuture.completedFuture(new AttachResult.NotFound());
      case Lookup.Unknown _ -> mayClaim ? claim(request) : hostUnavailable();
      case Lookup.Found found -> {
        Subscription subscription =
            new Subscription(request.conversationId(), request.connectionId(), request.listener());
        // Before any other frame can reach it.
        found.frames().forEach(subscription::frame);
        shared.audience().add(subscription);
        yield stillHere(request, view, subscription);
      }
    };
  }

  /**
   * A partition that left after the lookup has sent away the clients that it knew, but not this
   * one.
   */
  private CompletableFuture<AttachResult> stillHere(
      Request request, StateView view, Subscription subscription) {
    if (!isStillHere(request.conversationId(), view)) {
      shared.audience().remove(subscription);
      return hostUnavailable();
    }
    return CompletableFuture.completedFuture(
        new AttachResult.Attached(() -> shared.audience().remove(subscription)));
  }

  private static CompletableFuture<AttachResult> hostUnavailable() {
    return CompletableFuture.completedFuture(new AttachResult.HostUnavailable());
  }

  /** Claims the conversation for the owner, and looks again when the claim is folded. */
  private CompletableFuture<AttachResult> claim(Request request) {
    CompletableFuture<Void> folded =
        shared.audience().nextEffects(request.conversationId(), CLAIM_LIMIT);
    ClientCommand claim =
        ClientCommand.newBuilder()
            .setEventId(UUID.randomUUID().toString())
            .setOccurredAt(shared.clock().instant())
            .setConversationId(request.conversationId())
            .setSubject(request.owner().subject())
            .setTenant(request.owner().tenant())
            .setCommand(new ClaimConversation())
            .build();
    return STARTED
        .thenComposeAsync(_ -> commands.apply(claim), executor)
        .thenCompose(_ -> folded)
        .thenComposeAsync(_ -> attempt(request, false), executor)
        .exceptionallyCompose(failure ->
            isAway(failure) ? hostUnavailable() : CompletableFuture.failedFuture(failure));
  }

  /** Whether the fold, the broker or the registry does not answer. Anything else is a defect. */
  private static boolean isAway(Throwable failure) {
    Throwable why = failure instanceof CompletionException ? failure.getCause() : failure;
    return why instanceof TimeoutException
        || why instanceof RetriableException
        || why instanceof RegistryUnavailableException;
  }

  @Override
  public boolean exists(String conversationId, Owner owner) {
    return read(conversationId, view -> Snapshots.exists(view, conversationId, owner));
  }

  @Override
  public Optional<Snapshot> snapshot(String conversationId, Owner owner) {
    return read(
        conversationId,
        view ->
            Snapshots.look(view, conversationId, owner, null) instanceof Lookup.Found found
                ? Optional.of(new Snapshot(found.summary(), found.frames()))
                : Optional.empty());
  }

  @Override
  public Optional<RunPlace> place(String conversationId, Owner owner, Cursor frame) {
    return read(conversationId, view -> Snapshots.place(view, conversationId, owner, frame));
  }

  @Override
  public Optional<List<ReplacedTurn>> replaced(String conversationId, Owner owner) {
    return read(conversationId, view -> ReplacedTurns.of(view, conversationId, owner));
  }

  @Override
  public ConversationPage list(Owner owner, ConversationPage.Query query) {
    var store = shared.lists().of(owner.subject()).orElseThrow(HostUnavailableException::new);
    try {
      return Listing.read(store, owner, query);
    } catch (InvalidStateStoreException e) {
      throw new HostUnavailableException();
    }
  }

  /** Reads at one moment. The conversation waits meanwhile. */
  <T> T read(String conversationId, Function<StateView, T> reader) {
    StateView view =
        shared.partitions().of(conversationId).orElseThrow(HostUnavailableException::new);
    T found;
    try {
      found = shared.locks().reading(conversationId, () -> reader.apply(view));
    } catch (InvalidStateStoreException e) {
      throw new HostUnavailableException();
    }
    if (!isStillHere(conversationId, view)) {
      // It may be from a copy that was being written at the same time.
      throw new HostUnavailableException();
    }
    return found;
  }

  private boolean isStillHere(String conversationId, StateView view) {
    return shared.partitions().of(conversationId).filter(it -> it == view).isPresent();
  }

  @Override
  public Location locate(String conversationId) {
    return shared.partitions().of(conversationId).isPresent()
        ? new Location.Here()
        : locator.of(ConversationTopology.STORE, conversationId);
  }

  @Override
  public Location locateList(Owner owner) {
    return shared.lists().of(owner.subject()).isPresent()
        ? new Location.Here()
        : locator.of(ConversationTopology.INDEX_STORE, owner.subject());
  }

  @Override
  public String newId() {
    return Stream.generate(() -> UUID.randomUUID().toString())
        .limit(MAX_IDS)
        .filter(id -> shared.partitions().of(id).isPresent())
        .findFirst()
        .orElseGet(() -> UUID.randomUUID().toString());
  }

  @Override
  public boolean isReady() {
    return ready.getAsBoolean();
  }
}
