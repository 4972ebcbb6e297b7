package io.quillmesh.localmesh.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quillmesh.localmesh.config.Console;
import io.quillmesh.localmesh.config.Part;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With a gateway that sends what the test tells it to. */
class TrainingTurnsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration NO_PATIENCE = Duration.ofMillis(1);

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final List<OutputStream> streams = new CopyOnWriteArrayList<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HttpServer gateway;
  private TrainingTurns turns;

  @BeforeEach
  void start() throws IOException {
    gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    gateway.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    gateway.createContext("/v1/agent", this::run);
    gateway.start();
    var console = new Console(new PrintStream(said, true, StandardCharsets.UTF_8));
    turns = new TrainingTurns(gateway.getAddress().getPort(), console);
  }

  @AfterEach
  void end() {
    turns.close();
    gateway.stop(0);
  }

  @Test
  void waitsForAnAgentUntilItHasDoneItsPartOfBothTurns() throws Exception {
    // Given
    sessions(201);
    turns.begin();
    assertThat(asked)
        .hasSize(2)
        .anyMatch(it -> it.contains("伦敦"))
        .anyMatch(it -> it.contains("London"));
    // When
    tell(0, "SUBAGENT_STARTED", "intent");
    tell(0, "SUBAGENT_FINISHED", "intent");
    tell(1, "SUBAGENT_FINISHED", "context");
    turns.awaitResultsOf(Part.INTENT, NO_PATIENCE);
    assertThat(said()).contains("intent-service", "did not do its part");
    said.reset();
    tell(1, "SUBAGENT_ERROR", "intent");
    // Then
    turns.awaitResultsOf(Part.INTENT, PATIENCE);
    assertThat(said()).isEmpty();
    turns.awaitResultsOf(Part.CONTEXT, NO_PATIENCE);
    assertThat(said()).contains("context-service");
  }

  @Test
  void waitsForNobodyWhenTheTurnsAreOver() throws Exception {
    // Given
    sessions(201);
    turns.begin();
    // When
    for (OutputStream stream : streams) {
      stream.close();
    }
    // Then
    turns.awaitResultsOf(Part.REPLY, PATIENCE);
    turns.awaitEnd(PATIENCE);
    assertThat(said()).isEmpty();
  }

  @Test
  void waitsForNobodyWhenTheGatewayRefuses() throws Exception {
    // Given
    sessions(503);
    // When
    turns.begin();
    // Then
    assertThat(said()).contains("training turns failed", "503");
    turns.awaitResultsOf(Part.INTENT, PATIENCE);
    turns.awaitEnd(PATIENCE);
  }

  private void sessions(int status) {
    gateway.createContext(
        "/v1/sessions",
        exchange -> {
          byte[] body =
              (status < 300 ? "{\"token\": \"t\"}" : "{}").getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  /** The stream is in the list before the client gets the headers. */
  private void run(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    OutputStream stream = exchange.getResponseBody();
    asked.add(body);
    streams.add(stream);
    exchange.sendResponseHeaders(200, 0);
    stream.write(":\n\n".getBytes(StandardCharsets.UTF_8));
    stream.flush();
  }

  private void tell(int turn, String type, String agent) throws IOException {
    String event =
        "data: {\"type\":\"%s\",\"subagentRunId\":\"some-run/%s\"}\n\n".formatted(type, agent);
    OutputStream stream = streams.get(turn);
    stream.write(event.getBytes(StandardCharsets.UTF_8));
    stream.flush();
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }
}
