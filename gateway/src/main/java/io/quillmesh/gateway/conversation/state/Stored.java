package io.quillmesh.gateway.conversation.state;

import io.quillmesh.gateway.conversation.Cursor;
import io.quillmesh.gateway.conversation.Frame;
import io.quillmesh.gateway.conversation.agui.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stored pieces of one conversation, as objects. */
public final class Stored {
  /** JSON has no bare line break, so one separates a frame's envelope from its event. */
  private static final String PART = "\n";

  private final StateView view;
  private final String id;
  private final StateCache cache;

  public Stored(StateView view, String conversationId) {
    this(view, conversationId, new StateCache());
  }

  /**
   * @param cache what is known of these pieces already
   */
  public Stored(StateView view, String conversationId, StateCache cache) {
    this.view = view;
    this.id = conversationId;
    this.cache = cache;
  }

  public String conversationId() {
    return id;
  }

  public @Nullable Header header() {
    return known(Keys.header(id), Header.class);
  }

  public Baseline baseline() {
    Baseline known = known(Keys.baseline(id), Baseline.class);
    return known == null ? Baseline.EMPTY : known;
  }

  public @Nullable RunningTurn turn() {
    return known(Keys.turn(id), RunningTurn.class);
  }

  public RunningTurn.Ended ended() {
    RunningTurn.Ended known = known(Keys.ended(id), RunningTurn.Ended.class);
    return known == null ? RunningTurn.Ended.NONE : known;
  }

  public Progress progress() {
    Progress known = known(Keys.progress(id), Progress.class);
    return known == null ? Progress.NONE : known;
  }

  public Submission.Queue queue() {
    Submission.Queue known = read(Keys.queue(id), Submission.Queue.class);
    return known == null ? Submission.Queue.EMPTY : known;
  }

  public @Nullable KeptMessage message(long number) {
    return read(Keys.message(id, number), KeptMessage.class);
  }

  public @Nullable ArticleVersion article(int version) {
    return version == 0 ? null : read(Keys.article(id, version), ArticleVersion.class);
  }

  public byte @Nullable [] bytes(String key) {
    return view.get(key);
  }

  public @Nullable Frame frame(long sequence) {
    byte[] bytes = view.get(Keys.frame(id, sequence));
    if (bytes == null) {
      return null;
    }
    String[] parts = new String(bytes, StandardCharsets.UTF_8).split(PART, 4);
    return new Frame(parts[2], parts[3], parts[1], new Cursor(parts[0], sequence));
  }

  /** The frames from one to another, both included; as many as are kept. */
  public List<Frame> frames(long from, long to) {
    List<Frame> kept = new ArrayList<>();
    for (long sequence = from; sequence <= to; sequence++) {
      Frame frame = frame(sequence);
      if (frame != null) {
        kept.add(frame);
      }
    }
    return kept;
  }

  /** A frame of a run, with its place. */
  public static byte[] toBytes(Frame frame, Cursor at) {
    return String.join(PART, at.epoch(), frame.runId(), frame.type(), frame.json())
        .getBytes(StandardCharsets.UTF_8);
  }

  /** A piece that most events need, so it is cached. */
  private <T> @Nullable T known(String key, Class<T> type) {
    byte[] bytes = view.get(key);
    return bytes == null ? null : cache.value(key, bytes, type);
  }

  private <T> @Nullable T read(String key, Class<T> type) {
    byte[] bytes = view.get(key);
    return bytes == null ? null : Json.fromBytes(bytes, type);
  }
}
