package io.quillmesh.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quillmesh.gateway.testing.Browser;
import io.quillmesh.gateway.testing.TestSocket;
import io.quillmesh.testing.WithKafkaAndRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** Edge and conversations together, on a real broker; no agent is there, so turns are stopped. */
@WithKafkaAndRegistry
@SpringBootTest(classes = GatewayApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@DirtiesContext
class WholeGatewayTest {
  @TempDir static Path state;
  @LocalServerPort int port;

  private final String id = Browser.newId();
  private final String runId = Browser.newId();

  @DynamicPropertySource
  static void ownState(DynamicPropertyRegistry registry) {
    registry.add("STATE_DIR", state::toString);
  }

  @BeforeEach
  void becomesReady() {
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() ->
            Browser.withToken(port, null)
                    .send("GET", "/actuator/health/readiness", null)
                    .statusCode()
                == 200);
  }

  @Test
  void aTurnIsStartedStoppedResumedAndErased() throws Exception {
    // Given
    Browser browser = Browser.withSession(port);
    TestSocket socket = browser.connect(id);
    assertThat(type(socket.frame())).isEqualTo("STATE_SNAPSHOT");
    assertThat(type(socket.frame())).isEqualTo("MESSAGES_SNAPSHOT");
    // When
    socket.send(
        "{\"runId\":\"%s\",\"messages\":[{\"id\":\"m1\",\"role\":\"user\",\"content\":\"hi\"}]}"
            .formatted(runId));
    JsonNode started = socket.frame();
    socket.send("{\"type\":\"abort\",\"runId\":\"%s\"}".formatted(runId));
    JsonNode finished = last(socket);
    // Then
    assertThat(type(started)).isEqualTo("RUN_STARTED");
    assertThat(type(finished)).isEqualTo("RUN_FINISHED");

    // When it comes back, it gets what it missed
    TestSocket again = browser.connect(id, "?after=" + cursor(started));
    assertThat(last(again)).isEqualTo(finished);

    // When another comes
    Browser stranger = Browser.withSession(port);
    assertThat(stranger.connect(id).awaitClose().code()).isEqualTo(4404);
    assertThat(stranger.send("GET", "/v1/conversations/" + id, null).statusCode()).isEqualTo(404);

    // When it is erased
    assertThat(browser.send("DELETE", "/v1/conversations/" + id, null).statusCode()).isEqualTo(204);
    assertThat(again.awaitClose().code()).isEqualTo(4404);
    assertThat(browser.connect(id).awaitClose().code()).isEqualTo(4404);
  }

  @Test
  void aTurnIsReplacedAndJudged() throws Exception {
    // Given a turn that was stopped
    Browser browser = Browser.withSession(port);
    TestSocket socket = browser.connect(id);
    String message =
        "{\"runId\":\"%1$s\",\"messages\":[{\"id\":\"%2$s\",\"role\":\"user\",\"content\":\"hi\"}]%3$s}";
    String stop = "{\"type\":\"abort\",\"runId\":\"%s\"}";
    socket.send(message.formatted(runId, "m1", ""));
    socket.send(stop.formatted(runId));
    last(socket);
    // When
    String second = Browser.newId();
    socket.send(message.formatted(second, "m2", ",\"forwardedProps\":{\"replaces\":\"m1\"}"));
    JsonNode started = socket.frame();
    JsonNode state = socket.frame();
    JsonNode messages = socket.frame();
    socket.send(stop.formatted(second));
    last(socket);
    // Then
    assertThat(started.at("/input/forwardedProps/replaces").stringValue()).isEqualTo("m1");
    assertThat(type(state)).isEqualTo("STATE_SNAPSHOT");
    assertThat(messages.path("messages").findValuesAsString("id")).containsExactly("m2");
    assertThat(browser.send("GET", "/v1/conversations/" + id, null).body())
        .contains("\"m2\"")
        .doesNotContain("\"m1\"");
    assertThat(browser.send("GET", "/v1/conversations/" + id + "/replaced", null).body())
        .contains("\"messageId\":\"m1\"", "\"replacedBy\":\"m2\"");

    // When what is not there is judged, and what is no longer the last is replaced
    socket.send(
        "{\"type\":\"feedback\",\"messageId\":\"%s/reply\",\"rating\":\"good\"}".formatted(runId));
    assertThat(socket.frame().at("/value/code").stringValue()).isEqualTo("NOT_FOUND_MESSAGE");
    socket.send(
        message.formatted(Browser.newId(), "m3", ",\"forwardedProps\":{\"replaces\":\"m1\"}"));
    assertThat(socket.frame().at("/value/code").stringValue()).isEqualTo("NOT_REPLACEABLE");
  }

  @Test
  void conversationsAreBegunListedAndRenamed() throws Exception {
    // Given
    Browser browser = Browser.withSession(port);
    var created = browser.send("POST", "/v1/conversations", null);
    String path =
        created.uri().resolve(created.headers().firstValue("Location").orElseThrow()).getPath();
    // When
    await().until(() -> browser.send("GET", path, null).statusCode() == 200);
    browser.send("PATCH", path, "{\"title\":\"Fog\"}");
    // Then
    await().until(() -> browser.send("GET", "/v1/conversations", null).body().contains("\"Fog\""));
    assertThat(browser.send("GET", "/v1/conversations?query=FOG&limit=1", null).body())
        .contains("\"Fog\"")
        .doesNotContain("next");
    assertThat(browser.send("GET", "/v1/conversations?query=rain", null).body())
        .isEqualTo("{\"conversations\":[]}");
  }

  @Test
  void aStockClientSeesARunToItsEnd() throws Exception {
    // Given
    Browser browser = Browser.withSession(port);
    TestSocket watcher = browser.connect(id);
    watcher.frame();
    watcher.frame();
    String input =
        """
        {"threadId":"%s","runId":"%s","state":{},"tools":[],"context":[],"forwardedProps":{},
         "messages":[{"id":"m1","role":"user","content":"hello"}]}
        """
            .formatted(id, runId);
    // When
    var stream = Browser.stream(browser.request("POST", "/v1/agent", input).build());
    assertThat(type(watcher.frame())).isEqualTo("RUN_STARTED");
    browser.send(
        "POST", "/v1/conversations/" + id + "/abort", "{\"runId\":\"%s\"}".formatted(runId));
    var lines = stream.body().filter(line -> line.startsWith("data: ")).toList();
    // Then
    assertThat(lines.getFirst()).contains("RUN_STARTED");
    assertThat(lines.get(1)).contains("STATE_SNAPSHOT");
    assertThat(lines.get(2)).contains("MESSAGES_SNAPSHOT").contains("hello");
    assertThat(lines.getLast()).contains("RUN_FINISHED");

    // When the same message is sent again
    var repeat = browser.send("POST", "/v1/agent", input);
    assertThat(repeat.body()).contains("RUN_STARTED", "RUN_FINISHED");
  }

  @Test
  void aStockClientThatComesBackGoesOnWhereItWas() throws Exception {
    // Given a run of which a client has seen the beginning
    Browser browser = Browser.withSession(port);
    TestSocket watcher = browser.connect(id);
    watcher.frame();
    watcher.frame();
    String input =
        """
        {"threadId":"%s","runId":"%s","protocolVersion":"1.0","messages":[{"id":"m1","role":"user","content":"hello"}]}
        """
            .formatted(id, runId);
    var broken = Browser.stream(browser.request("POST", "/v1/agent", input).build());
    JsonNode started = watcher.frame();
    JsonNode seen = watcher.frame();
    broken.body().close();
    String last = cursor(seen);
    // When it comes back, while the run goes on
    var back =
        Browser.stream(
            browser.request("POST", "/v1/agent", input).header("Last-Event-ID", last).build());
    browser.send(
        "POST", "/v1/conversations/" + id + "/abort", "{\"runId\":\"%s\"}".formatted(runId));
    List<String> missed = new ArrayList<>();
    for (JsonNode frame = watcher.frame(); ; frame = watcher.frame()) {
      missed.add(cursor(frame));
      if (type(frame).equals("RUN_FINISHED")) {
        break;
      }
    }
    // Then
    assertThat(ids(back.body())).isEqualTo(missed);

    // When it comes back after the end
    var late =
        Browser.stream(
            browser.request("POST", "/v1/agent", input).header("Last-Event-ID", last).build());
    assertThat(ids(late.body())).isEqualTo(missed);

    // When its place is unknown
    var lost =
        Browser.stream(
            browser
                .request("POST", "/v1/agent", input)
                .header("Last-Event-ID", last.replaceFirst(".*\\.", "unknown."))
                .build());
    assertThat(lost.body().filter(line -> line.startsWith("data: ")).toList().get(1))
        .contains("STATE_SNAPSHOT");
    assertThat(type(started)).isEqualTo("RUN_STARTED");
  }

  private static String cursor(JsonNode frame) {
    JsonNode at = frame.path("metadata").path("quillmesh");
    return at.path("epoch").asString() + "." + at.path("sequence").asString();
  }

  private static List<String> ids(Stream<String> lines) {
    return lines.filter(line -> line.startsWith("id: ")).map(line -> line.substring(4)).toList();
  }

  private static String type(JsonNode event) {
    return event.get("type").stringValue();
  }

  private static JsonNode last(TestSocket socket) throws InterruptedException {
    JsonNode frame = socket.frame();
    while (!type(frame).equals("RUN_FINISHED")) {
      frame = socket.frame();
    }
    return frame;
  }
}
