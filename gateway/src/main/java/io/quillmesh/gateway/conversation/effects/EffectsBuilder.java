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

  private @Nullable Header header;
  private @Nullable Baseline baseline;
  private @Nullable Progress progress;
  private @Nullable RunningTurn turn;
  private Submission.@Nullable Queue queue;
  private boolean turnRead;
  private boolean headerChanged;
  private boolean baselineChanged;
  private boolean progressChanged;
  private boolean turnChanged;

  public EffectsBuilder(
      Stored stored, StateCache cache, String epoch, Instant now, FoldSettings settings) {
    this.stored = stored;
    this.cache = cache;
    this.epoch = epoch;
    this.now = now;
    this.settings = settings;
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

  /** What was stored before this step; only for what this step does not change. */
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
    if (header == null) {
      header = stored.header();
    }
    return header;
  }

  public void header(Header changed) {
    headerChanged = true;
    header = changed;
  }

  public Baseline baseline() {
    if (baseline == null) {
      baseline = stored.baseline();
    }
    return baseline;
  }

  public void baseline(Baseline changed) {
    baselineChanged = true;
    baseline = changed;
  }

  public Progress progress() {
    if (progress == null) {
      progress = stored.progress();
    }
    return progress;
  }

  public void progress(Progress changed) {
    progressChanged = true;
    progress = changed;
  }

  public @Nullable RunningTurn turn() {
    if (!turnRead) {
      turn = stored.turn();
      turnRead = true;
    }
    return turn;
  }

  public void turn(@Nullable RunningTurn changed) {
    turnRead = true;
    turnChanged = true;
    turn = changed;
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

  /** A piece that is no JSON. */
  public void putBytes(String key, byte[] piece) {
    writes.put(key, piece);
  }

  /** The piece under a key, counting what this step has written; null when there is none. */
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

  /** Whether there is a piece, counting what this step has written. */
  public boolean has(String key) {
    return bytes(key) != null;
  }

  /** Makes the conversation somebody's. */
  public void claim(Owner owner) {
    header(Header.claimed(owner, now).withEpoch(epoch, 1));
    progress(Progress.startingIn(epoch));
  }

  /** Appends a frame and shows it to the clients. */
  public void show(String runId, AgUiEvent event) {
    Progress before = progress();
    Cursor cursor = new Cursor(epoch, before.nextSequence());
    if (!before.epoch().equals(epoch)) {
      header(header().withEpoch(epoch, cursor.sequence()));
    }
    String json = Json.encode(event, cursor, null);
    frames.add(new Frame(json, runId, cursor));
    writes.put(Keys.frame(conversationId(), cursor.sequence()), Stored.toBytes(epoch, runId, json));
    progress(before.numbered(epoch));
  }

  public <T extends SpecificRecord> void emit(Topic<T> topic, String key, T event) {
    records.add(new Outgoing<>(topic, key, event));
  }

  /** Tells one connection alone, if there is one that waits for an answer. */
  public void tell(@Nullable String connectionId, AgUiEvent.Custom notice) {
    if (connectionId != null) {
      notices.add(new Effects.Notice(connectionId, new Frame(Json.encode(notice), null, null)));
    }
  }

  /** Forgets all but the header that is set after this. */
  public void erase() {
    erased = true;
    writes.clear();
    turn(null);
    baselineChanged = false;
    progressChanged = false;
  }

  public Effects build() {
    String id = conversationId();
    if (turnChanged) {
      write(Keys.turn(id), turn);
      wakeUp =
          turn == null
              ? new Effects.WakeUp.Never()
              : new Effects.WakeUp.At(settings.nextDeadline(turn));
    }
    if (baselineChanged) {
      write(Keys.baseline(id), baseline());
    }
    if (progressChanged) {
      write(Keys.progress(id), progress());
    }
    if (headerChanged) {
      write(Keys.header(id), header());
    }
    return new Effects(id, erased, writes, records, frames, notices, wakeUp);
  }

  /** A piece that the next event is going to need. */
  private void write(String key, @Nullable Object piece) {
    writes.put(key, piece == null ? null : cache.bytes(key, piece));
  }
}
