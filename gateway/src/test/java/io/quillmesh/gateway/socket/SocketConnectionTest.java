package io.quillmesh.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quillmesh.gateway.EdgeProperties;
import io.quillmesh.gateway.client.Outbox;
import io.quillmesh.gateway.conversation.Frame;
import io.quillmesh.gateway.conversation.Owner;
import io.quillmesh.gateway.limits.Connections;
import io.quillmesh.gateway.limits.EdgeMetrics;
import io.quillmesh.gateway.peer.Visitor;
import io.quillmesh.gateway.protocol.ThreadId;
import io.quillmesh.gateway.session.Identity;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.util.unit.DataSize;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;

class SocketConnectionTest {
  private static final int WAITING = 100;

  private final CountDownLatch reads = new CountDownLatch(1);
  private final BlockingQueue<String> sent = new LinkedBlockingQueue<>();
  private final CompletableFuture<CloseStatus> closed = new CompletableFuture<>();
  private final SocketConnection connection = connection();

  @Test
  void aClientThatReadsNothingHoldsUpNobodyWhoBringsFrames() throws Exception {
    // Given
    connection.startWriter();

    // When the fold brings as much as there is room for, and the client reads afterwards
    bring(WAITING).get(30, TimeUnit.SECONDS);
    reads.countDown();

    // Then
    for (String expected : frames(WAITING)) {
      assertThat(sent.poll(30, TimeUnit.SECONDS)).isEqualTo(expected);
    }
  }

  @Test
  void aClientThatFallsBehindIsCutAndHoldsUpNobodyEither() throws Exception {
    // Given
    connection.startWriter();

    // When
    bring(3 * WAITING).get(30, TimeUnit.SECONDS);
    boolean closing = connection.isClosing();
    reads.countDown();

    // Then
    assertThat(closing).isTrue();
    assertThat(closed.get(30, TimeUnit.SECONDS).getCode()).isEqualTo(4408);
    assertThat(sent).hasSizeLessThan(WAITING);
  }

  /** As the fold does: on one thread, frame by frame. */
  private CompletableFuture<Void> bring(int count) {
    return CompletableFuture.runAsync(
        () -> frames(count).forEach(json -> connection.onFrame(Frame.relayed(json))),
        task -> Thread.ofPlatform().daemon().start(task));
  }

  private static List<String> frames(int count) {
    return IntStream.range(0, count).mapToObj("{\"n\":%d}"::formatted).toList();
  }

  private SocketConnection connection() {
    EdgeProperties settings =
        new Binder(List.of()).bindOrCreate("quillmesh.edge", EdgeProperties.class);
    String id = "11111111-1111-4111-8111-111111111111";
    return new SocketConnection(
        session(),
        new ThreadId(id, id),
        new Identity(new Owner("anna", ""), Instant.MAX, null),
        new Visitor("127.0.0.1", true),
        new Outbox(new EdgeProperties.Queue(WAITING, DataSize.ofMegabytes(1))),
        new EdgeMetrics(new SimpleMeterRegistry(), new Connections(settings)),
        false);
  }

  /** Its client accepts the first frame when it begins to read, and then all others at once. */
  private WebSocketSession session() {
    return (WebSocketSession)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {WebSocketSession.class},
            (_, method, arguments) -> {
              switch (method.getName()) {
                case "sendMessage" -> {
                  reads.await();
                  sent.add(((TextMessage) arguments[0]).getPayload());
                }
                case "close" -> closed.complete((CloseStatus) arguments[0]);
                default -> throw new UnsupportedOperationException(method.getName());
              }
              return null;
            });
  }
}
