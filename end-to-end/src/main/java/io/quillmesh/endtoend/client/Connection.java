package io.quillmesh.endtoend.client;

import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One socket of one conversation, with every frame that it received. */
public final class Connection implements AutoCloseable {

  /** Longer than anything takes, unless it is lost. */
  public static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final int GOOD_BYE = 1000;
  private static final int BROKEN = 1006;

  private final String conversationId;
  private final String stream;
  private final FrameQueue frames = new FrameQueue();
  private final Listener listener = new Listener(frames);
  private final WebSocket socket;

  private Connection(
      Gateway gateway, String token, String conversationId, String stream, String query) {
    this.conversationId = conversationId;
    this.stream = stream;
    this.socket =
        gateway
            .http()
            .newWebSocketBuilder()
            .subprotocols("ag-ui.v1", "bearer." + token)
            .connectTimeout(PATIENCE)
            .buildAsync(
                gateway.socket("/v1/conversations/" + conversationId + "/socket" + query), listener)
            .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
            .join();
  }

  static Connection open(Gateway gateway, String token, String conversationId, String query) {
    String stream = conversationId + "#" + UUID.randomUUID();
    var connection = new Connection(gateway, token, conversationId, stream, query);
    gateway.opened(connection);
    return connection;
  }

  static Connection resume(Gateway gateway, String token, Connection before, String cursor) {
    String query = "?after=" + cursor;
    var connection = new Connection(gateway, token, before.conversationId, before.stream, query);
    gateway.opened(connection);
    return connection;
  }

  /** The client that gets the frames. A client that reconnects with its cursor is the same one. */
  String stream() {
    return stream;
  }

  /** The watched conversation. */
  public String conversationId() {
    return conversationId;
  }

  /** All frames so far. */
  public List<Frame> frames() {
    return frames.copy();
  }

  /** The state that a client has now. */
  public JsonNode state() {
    return SharedState.after(frames());
  }

  /** The cursor of the last frame that has one. */
  public String cursor() {
    return frames().reversed().stream()
        .map(Frame::cursor)
        .filter(cursor -> !cursor.isEmpty())
        .findFirst()
        .orElseThrow();
  }

  /** Sends a new message. */
  public Message send(String text) {
    return send(Message.of(text));
  }

  /** Sends a message, possibly again. */
  public Message send(Message message) {
    sendRaw(Json.write(message.input(conversationId)));
    return message;
  }

  /** Presses one of the buttons. */
  public Message press(JsonNode choice) {
    return send(
        Message.of(
            choice.path("message").asString(), Map.of("choiceId", choice.path("id").asString())));
  }

  /** Asks the gateway to stop a run. */
  public void abort(String runId) {
    sendRaw(Json.write(Map.of("type", "abort", "runId", runId)));
  }

  /** Replaces a version of the article by the person's own text. */
  public void edit(int baseVersion, String markdown) {
    sendRaw(Json.write(Map.of("type", "edit", "baseVersion", baseVersion, "markdown", markdown)));
  }

  /** Sends a text frame with any content. */
  public void sendRaw(String text) {
    socket.sendText(text, true).orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  /** Sends a message and waits for the end of its run. */
  public Run say(String text) {
    return run(send(text));
  }

  /** Waits for the end of the run that a message leads to. */
  public Run run(Message message) {
    return run(message, PATIENCE);
  }

  /** Waits for the end of the run that a message leads to. */
  public Run run(Message message, Duration patience) {
    awaitEnd(message, patience);
    return runOf(message);
  }

  /** Waits for the end of a message's run, without looking at anything else. */
  public void awaitEnd(Message message, Duration patience) {
    frames.await("the end of run " + message.runId(), patience, new RunEnd(message.runId()));
  }

  /** The frames of a message's run so far. */
  public Run runOf(Message message) {
    return Run.of(message.runId(), frames());
  }

  /** Waits for a frame, which may have come already. */
  public Frame awaitFrame(String what, Predicate<Frame> wanted) {
    return frames.await(what, PATIENCE, wanted);
  }

  /** Sends a message, or fails silently: a lost connection is noticed soon enough. */
  void offer(Message message) {
    try {
      send(message);
    } catch (CompletionException e) {
      drop();
    }
  }

  /** Waits for the end of a run; false if the connection is closed before. */
  boolean sees(RunEnd end, Duration patience) {
    return frames.awaitUnlessClosed("the end of run " + end.runId, patience, end) != null;
  }

  /** Waits for the snapshots; false if the connection is closed before. */
  boolean seesSnapshots() {
    return frames.awaitUnlessClosed(
            "the snapshots", PATIENCE, frame -> frame.is("MESSAGES_SNAPSHOT"))
        != null;
  }

  /** Waits for the snapshots at the beginning of a new connection to an idle conversation. */
  public Connection ready() {
    awaitFrame("the snapshots", frame -> frame.is("MESSAGES_SNAPSHOT"));
    return this;
  }

  /** Waits for an answer to this connection only, or for its end. */
  public void awaitAnswerOrClose() {
    frames.awaitUnlessClosed("an answer", PATIENCE, Frame::isNotice);
  }

  /** Reads no more from the network, like a client that hangs. */
  public void stopReading() {
    listener.reading = false;
  }

  /** Waits for an answer to this connection only. */
  public Frame awaitRejection() {
    return awaitFrame(
        "a rejection", frame -> frame.isNotice() && frame.text("name").endsWith("rejected"));
  }

  /** The gateway's close code. */
  public int awaitClose() {
    return frames.awaitClose(PATIENCE);
  }

  /** Disconnects like a closed laptop. */
  public void drop() {
    socket.abort();
    frames.closed(BROKEN);
  }

  @Override
  public void close() {
    if (!socket.isOutputClosed()) {
      socket
          .sendClose(GOOD_BYE, "")
          .orTimeout(1, TimeUnit.SECONDS)
          .exceptionally(e -> socket)
          .join();
    }
    drop();
  }

  /**
   * Recognises the end of one run, or snapshots from after it. It is for one client, over all its
   * connections.
   */
  static final class RunEnd implements Predicate<Frame> {
    private final String runId;
    private volatile boolean started;

    RunEnd(String runId) {
      this.runId = runId;
    }

    /** Whether the mesh has received the message. */
    boolean hasBegun() {
      return started;
    }

    @Override
    public boolean test(Frame frame) {
      if (frame.isConnectionsSnapshot()) {
        // What was seen of it is void. The end of the run before it may be void, too.
        started = false;
      } else if (frame.is("RUN_STARTED") && frame.text("runId").equals(runId)) {
        started = true;
      }
      return (started && frame.endsRun())
          || (frame.is("MESSAGES_SNAPSHOT") && frame.line().contains(runId + "/reply"));
    }
  }

  private static final class Listener implements WebSocket.Listener {
    private final FrameQueue frames;
    private final StringBuilder partial = new StringBuilder();
    private volatile boolean reading = true;

    Listener(FrameQueue frames) {
      this.frames = frames;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      partial.append(data);
      if (last) {
        frames.add(Frame.of(partial.toString()));
        partial.setLength(0);
      }
      if (reading) {
        socket.request(1);
      }
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      frames.closed(code);
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      frames.closed(BROKEN);
    }
  }
}
