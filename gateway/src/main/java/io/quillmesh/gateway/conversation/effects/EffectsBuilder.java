package io.quillmesh.gateway.conversation.effects;

import io.quillmesh.gateway.conversation.Cursor;
import io.quillmesh.gateway.conversation.Frame;
import io.quillmesh.gateway.conversation.Owner;
import io.quillmesh.gateway.conversation.agui.AgUiEvent;
import io.quillmesh.gateway.conversation.agui.Json;
import io.quillmesh.gateway.conversation.state.ArticleVersion;
import io.quillmesh.gateway.conversation.state.Baseline;
import io.quillmesh.gateway.conversation.state.Header;
import io.quillmesh.gateway.conversation.state.KeptMessage;
import io.quillmesh.gateway.conversation.state.Keys;
import io.quillmesh.gateway.conversation.state.Progress;
import io.quillmesh.gateway.conversation.state.RunningTurn;
import io.quillmesh.gateway.conversation.state.StateCache;
import io.quillmesh.gateway.conversation.state.Stored;
import io.quillmesh.gateway.conversation.state.Submission;
import io.quillmesh.schemas.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * The effects of one event while they are gathered: reads what is stored, or what this event has
 * put in its place. Nothing is done before they are complete.
 */
public final class EffectsBuilder {
  private final Stored stored;
  private final StateCache cache;
  private final String epoch;
  private final Instant now;
  private final FoldSettings settings;

  private final Map<String, byte @Nullable []> writes = new LinkedHashMap<>();
  private final List<Outgoing<?>> records = new ArrayList<>();
  private final List<Frame> frames = new ArrayList<>();
  private final List<Effects.Notice> notices = new ArrayList<>();
  private Effects.WakeUp wakeUp = new Effects.WakeUp.Unchanged();
  private boolean erased;

  private final Piece<Header> header;
  private final Piece<Baseline> baseline;
  private final Piece<Progress> progress;
  private final Piece<RunningTurn> turn;
  private final Piece<RunningTurn.Ended> ended;
  private Submission.@Nullable Queue queue;

  public EffectsBuilder(
      Stored stored, StateCache cache, String epoch, Instant now, FoldSettings settings) {
    this.stored = stored;
    this.cache = cache;
    this.epoch = epoch;
    this.now = now;
    this.settings = settings;
    this.header = new Piece<>(stored::header);
    this.baseline = new Piece<>(stored::baseline);
    this.progress = new Piece<>(stored::progress);
    this.turn = new Piece<>(stored::turn);
    this.ended = new Piece<>(stored::ended);
  }

  /** A piece as it is stored, and as it is after the event. Loaded when it is first asked for. */
  private static final class Piece<T> {
    private final Supplier<@Nullable T> load;
    private boolean isLoaded;
    private @Nullable T before;
    private @Nullable T after;

    Piece(Supplier<@Nullable T> load) {
      this.load = load;
    }

    @Nullable T get() {
      if (!isLoaded) {
        before = load.get();
        after = before;
        isLoaded = true;
      }
      return after;
    }

    void set(@Nullable T changed) {
      var _ = get();
      after = changed;
    }

    boolean isChanged() {
      return before != after;
    }

    void reset() {
      after = before;
    }
  }

  public String conversationId() {
    return stored.conversationId();
  }

  public Instant now() {
    return now;
  }

  public FoldSettings settings() {
    return settings;
  }

  /** What was stored before this event; only for pieces that it does not change. */
  Stored stored() {
    return stored;
  }

  /** The header of a conversation that exists. */
  public Header header() {
    Header known = headerIfAny();
    if (known == null) {
      throw new IllegalStateException("Conversation " + conversationId() + " has no header");
    }
    return known;
  }

  public @Nullable Header headerIfAny() {
    return header.get();
  }

  public void header(Header changed) {
    header.set(changed);
  }

  public Baseline baseline() {
    return Objects.requireNonNull(baseline.get());
  }

  public void baseline(Baseline changed) {
    baseline.set(changed);
  }

  public Progress progress() {
    return Objects.requireNonNull(progress.get());
  }

  public void progress(Progress changed) {
    progress.set(changed);
  }

  public @Nullable RunningTurn turn() {
    return turn.get();
  }

  public void turn(@Nullable RunningTurn changed) {
    turn.set(changed);
  }

  /** Ended turns that agents still work on. */
  public RunningTurn.Ended ended() {
    return Objects.requireNonNull(ended.get());
  }

  public void ended(RunningTurn.Ended changed) {
    ended.set(changed);
  }

  public Submission.Queue queue() {
    return queue == null ? stored.queue() : queue;
  }

  public void queue(Submission.Queue changed) {
    queue = changed;
    put(Keys.queue(conversationId()), changed);
  }

  public void put(String key, Object piece) {
    writes.put(key, Json.toBytes(piece));
  }

  /** A piece that is not JSON. */
  public void putBytes(String key, byte[] piece) {
    writes.put(key, piece);
  }

  /** The piece under a key, including what this event has written; null when there is none. */
  public byte @Nullable [] bytes(String key) {
    return writes.containsKey(key) ? writes.get(key) : stored.bytes(key);
  }

  public void remove(String key) {
    writes.put(key, null);
  }

  public @Nullable KeptMessage message(long number) {
    return read(Keys.message(conversationId(), number), KeptMessage.class);
  }

  public @Nullable ArticleVersion article(int version) {
    return read(Keys.article(conversationId(), version), ArticleVersion.class);
  }

  public <T> @Nullable T read(String key, Class<T> type) {
    byte[] bytes = bytes(key);
    return bytes == null ? null : Json.fromBytes(bytes, type);
  }

  /** Whether there is a piece, including what this event has written. */
  public boolean has(String key) {
    return bytes(key) != null;
  }

  /** Gives the conversation an owner. */
  public void claim(Owner owner) {
    header(Header.claimed(owner, now).withEpoch(epoch, 1));
    progress(Progress.startingIn(epoch));
  }

  /** Appends a frame and shows it to clients. */
  public void show(String runId, AgUiEvent event) {
    Progress before = progress();
    Cursor cursor = new Cursor(epoch, before.nextSequence());
    if (!before.epoch().equals(epoch)) {
      header(header().withEpoch(epoch, cursor.sequence()));
    }
    Frame frame = Json.frame(event, runId, cursor, null);
    frames.add(frame);
    writes.put(Keys.frame(conversationId(), cursor.sequence()), Stored.toBytes(frame, cursor));
    progress(before.numbered(epoch));
  }

  public <T extends SpecificRecord> void emit(Topic<T> topic, String key, T event) {
    records.add(new Outgoing<>(topic, key, event));
  }

  /** Tells one connection only, if the command named one. */
  public void tell(@Nullable String connectionId, AgUiEvent.Custom notice) {
    if (connectionId != null) {
      notices.add(new Effects.Notice(connectionId, Json.frame(notice, null, null, null)));
    }
  }

  /** Deletes everything but the header that is set after this. */
  public void erase() {
    erased = true;
    writes.clear();
    turn(null);
    ended(RunningTurn.Ended.NONE);
    baseline.reset();
    progress.reset();
  }

  public Effects build() {
    String id = conversationId();
    if (turn.isChanged()) {
      write(Keys.turn(id), turn.get());
    }
    if (ended.isChanged()) {
      write(Keys.ended(id), ended().turns().isEmpty() ? null : ended());
    }
    if (turn.isChanged() || ended.isChanged()) {
      Instant next = settings.nextDeadline(turn.get(), ended());
      wakeUp = next.equals(Instant.MAX) ? new Effects.WakeUp.Never() : new Effects.WakeUp.At(next);
    }
    if (baseline.isChanged()) {
      write(Keys.baseline(id), baseline.get());
    }
    if (progress.isChanged()) {
      write(Keys.progress(id), progress.get());
    }
    if (header.isChanged()) {
      write(Keys.header(id), header.get());
    }
    return new Effects(id, erased, writes, records, frames, notices, wakeUp);
  }

  /** A piece that the next event will need. */
  private void write(String key, @Nullable Object piece) {
    writes.put(key, piece == null ? null : cache.bytes(key, piece));
  }
}
