package io.quillmesh.gateway.testing;

import java.net.URI;
import java.net.http.WebSocket;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A WebSocket client that records what it receives. */
public final class TestSocket implements WebSocket.Listener {
  private static final long PATIENCE_SECONDS = 20;

  public final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
  public final CompletableFuture<Closed> closed = new CompletableFuture<>();
  private final StringBuilder partial = new StringBuilder();
  private final boolean reading;
  private @Nullable WebSocket socket;

  public record Closed(int code, String reason) {}

  private TestSocket(boolean reading) {
    this.reading = reading;
  }

  public static TestSocket open(WebSocket.Builder builder, URI uri) {
    return open(builder, uri, new TestSocket(true));
  }

  /** A client that does not read until it is told to. */
  public static TestSocket openWithoutReading(WebSocket.Builder builder, URI uri) {
    return open(builder, uri, new TestSocket(false));
  }

  private static TestSocket open(WebSocket.Builder builder, URI uri, TestSocket client) {
    client.socket = builder.buildAsync(uri, client).join();
    return client;
  }

  public WebSocket socket() {
    return Objects.requireNonNull(socket);
  }

  public void read() {
    socket().request(Long.MAX_VALUE);
  }

  public void send(String text) {
    var _ = socket().sendText(text, true).join();
  }

  public JsonNode frame() throws InterruptedException {
    String frame = frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (frame == null) {
      throw new AssertionError("no frame came; closed: " + closed);
    }
    return new JsonMapper().readTree(frame);
  }

  public Closed awaitClose() {
    return closed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  @Override
  public void onOpen(WebSocket webSocket) {
    if (reading) {
      webSocket.request(Long.MAX_VALUE);
    }
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      frames.add(partial.toString());
      partial.setLength(0);
    }
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
    closed.complete(new Closed(code, reason));
    return null;
  }

  @Override
  public void onError(WebSocket webSocket, Throwable error) {
    closed.completeExceptionally(error);
  }
}
