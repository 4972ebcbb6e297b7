package io.quillmesh.tunedmodel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.tunedmodel.RawUpstream.Asked;
import io.quillmesh.tunedmodel.classifier.Classifiers;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The whole service over real HTTP, with a scripted classifier and a scripted upstream. */
@ServiceTest
class TunedModelTest {
  private static final RawUpstream UPSTREAM = new RawUpstream();
  private static final ScriptedClassifier CLASSIFIER = new ScriptedClassifier();
  private static final Path ALERTS =
      Path.of(
          System.getProperty("quillmesh.root", ".."), "deploy/prometheus/tuned-model.rules.yml");
  private static final Pattern RULES = Pattern.compile("quillmesh_\\w+");
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String SURE = "ASK_CAPABILITIES 0.97: What can you do?";
  private static final String UNSURE = "ASK_CAPABILITIES 0.4: 你会什么？";

  private final HttpClient http = HttpClient.newHttpClient();
  @LocalServerPort private int port;

  /** Read by Spring. */
  @SuppressWarnings({"UnusedVariable", "NullAway"})
  @TestBean
  private Classifiers classifiers;

  static Classifiers classifiers() {
    return new Classifiers(List.of(CLASSIFIER));
  }

  @DynamicPropertySource
  static void upstream(DynamicPropertyRegistry properties) {
    properties.add("INTENT_UPSTREAM_URL", UPSTREAM::url);
  }

  @BeforeEach
  void reset() {
    UPSTREAM.answers(RawUpstream.Exchange::ok);
  }

  @AfterAll
  static void close() throws Exception {
    UPSTREAM.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ASK_CAPABILITIES 0.97: What can you do?", "SMALL_TALK 0.91: 谢谢你"})
  void whatIsClearIsAnsweredAtOnce(String message) throws Exception {
    var response = post(Requests.intent(message));

    assertThat(response.statusCode()).isEqualTo(200);
    JsonNode answer = JSON.readTree(response.body());
    assertThat(answer.path("object").asString()).isEqualTo("chat.completion");
    assertThat(answer.path("model").asString()).isEqualTo("intent-tuned");
    assertThat(answer.path("system_fingerprint").asString()).isEqualTo("ab12cd34ef56");
    assertThat(answer.at("/usage/total_tokens").asInt(-1)).isZero();
    assertThat(answer.at("/choices/0/finish_reason").asString()).isEqualTo("stop");
    JsonNode content = JSON.readTree(answer.at("/choices/0/message/content").asString());
    assertThat(content.path("intent").asString()).isEqualTo(message.split(" ")[0]);
    assertThat(content.path("confidence").asDouble())
        .isEqualTo(Double.parseDouble(message.split("[ :]")[1]));
    assertThat(content.path("slots").size()).isEqualTo(6);
    assertThat(response.headers().firstValue("Quillmesh-Answered-By"))
        .hasValue("intent-tuned@ab12cd34ef56");
    assertThat(CLASSIFIER.seen().message()).isEqualTo(message);
    assertThat(UPSTREAM.isIdle()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "json_schema, true, false",
    "json_schema, true, true",
    "json_object, true, false",
    "text, true, false",
    "json_schema, false, false",
    "text, false, true"
  })
  void theAgentsClientIsAnsweredInWhateverFormItAsks(
      String format, boolean systemRole, boolean streamed) {
    String answer =
        AgentsClient.ask(
            "http://127.0.0.1:" + port + "/intent/v1",
            Map.of("response-format", format, "system-role", systemRole, "streamed", streamed),
            JSON.writeValueAsString(Map.of("message", SURE)));

    assertThat(JSON.readTree(answer).path("intent").asString()).isEqualTo("ASK_CAPABILITIES");
  }

  @Test
  void aStreamIsAnsweredAsAStream() throws Exception {
    ObjectNode request = Requests.intent(SURE).put("stream", true);
    request.putObject("stream_options").put("include_usage", true);

    var response = post(request);

    assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream");
    List<String> events = response.body().lines().filter(line -> !line.isEmpty()).toList();
    assertThat(events).hasSize(4).last().isEqualTo("data: [DONE]");
    JsonNode first = JSON.readTree(events.getFirst().substring("data: ".length()));
    assertThat(first.at("/choices/0/delta/role").asString()).isEqualTo("assistant");
    assertThat(first.at("/choices/0/delta/content").asString()).contains("ASK_CAPABILITIES");
    assertThat(events.get(1)).contains("\"finish_reason\":\"stop\"");
    assertThat(events.get(2)).contains("\"choices\":[]").contains("\"total_tokens\":0");
  }

  @Test
  void whatIsUnsureGoesToTheUpstreamAndBackUnchanged() throws Exception {
    String body = Requests.intent(UNSURE).toPrettyString() + "\n ";
    UPSTREAM.answers(it ->
        it.write(
            "HTTP/1.1 429 Slow Down\r\nContent-Type: application/json; charset=x\r\nRetry-After: 7\r\n"
                + "X-Two: a\r\nX-Two: b\r\nConnection: close, X-Hop\r\nX-Hop: 1\r\nContent-Length: 6\r\n\r\n{ 限}"));

    var response =
        http.send(
            request(body)
                .header("Authorization", "Bearer sk-of-the-client")
                .header("X-Any", "one")
                .header("X-Any", "two")
                .header("User-Agent", "agent/1")
                .build(),
            BodyHandlers.ofString());

    Asked asked = UPSTREAM.asked();
    assertThat(asked.line()).isEqualTo("POST /v1/chat/completions?api-version=7&x=%20y HTTP/1.1");
    assertThat(new String(asked.body(), UTF_8)).isEqualTo(body);
    assertThat(asked.values("Authorization")).containsExactly("Bearer sk-of-the-client");
    assertThat(asked.values("X-Any")).containsExactly("one", "two");
    assertThat(asked.values("User-Agent")).containsExactly("agent/1");
    assertThat(asked.values("Host")).singleElement().asString().startsWith("127.0.0.1:");
    assertThat(asked.headers())
        .extracting(header -> header.substring(0, header.indexOf(':')).toLowerCase(Locale.ROOT))
        .containsExactlyInAnyOrder(
            "authorization",
            "x-any",
            "x-any",
            "user-agent",
            "content-type",
            "content-length",
            "host");
    assertThat(response.statusCode()).isEqualTo(429);
    assertThat(response.body()).isEqualTo("{ 限}");
    assertThat(response.headers().allValues("X-Two")).containsExactly("a", "b");
    assertThat(response.headers().firstValue("Retry-After")).hasValue("7");
    assertThat(response.headers().firstValue("Content-Type"))
        .hasValue("application/json; charset=x");
    assertThat(response.headers().firstValue("X-Hop")).isEmpty();
    assertThat(response.headers().firstValue("Quillmesh-Answered-By")).isEmpty();
  }

  @Test
  void piecesOfAStreamArriveBeforeTheNextIsSent() throws Exception {
    var next = new CountDownLatch(1);
    UPSTREAM.answers(it -> {
      it.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: 1\n\n");
      next.await();
      it.write("data: 2\n\n");
    });

    var response =
        http.send(
            request(Requests.intent(UNSURE).put("stream", true).toString()).build(),
            BodyHandlers.ofInputStream());

    try (var lines = new BufferedReader(new InputStreamReader(response.body(), UTF_8))) {
      assertThat(lines.readLine()).isEqualTo("data: 1");
      next.countDown();
      assertThat(lines.readLine()).isEmpty();
      assertThat(lines.readLine()).isEqualTo("data: 2");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: 1\n\n"})
  void aClientThatHangsUpEndsTheCallAtTheUpstream(String begun) throws Exception {
    var hungUp = new CompletableFuture<Void>();
    UPSTREAM.answers(it -> {
      it.write(begun);
      it.awaitHangUp();
      hungUp.complete(null);
    });
    String body = Requests.intent(UNSURE).toString();

    try (var socket = new Socket("127.0.0.1", port)) {
      String head =
          "POST /intent/v1/chat/completions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
              + "Content-Length: "
              + body.getBytes(UTF_8).length
              + "\r\n\r\n";
      socket.getOutputStream().write((head + body).getBytes(UTF_8));
      UPSTREAM.asked();
      if (!begun.isEmpty()) {
        assertThat(socket.getInputStream().read()).isPositive();
      }
    }

    hungUp.join();
  }

  @Test
  void anUpstreamThatBreaksOffBreaksTheAnswerOff() throws Exception {
    UPSTREAM.answers(it ->
        it.write(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{"));

    var response =
        http.sendAsync(
            request(Requests.intent(UNSURE).toString()).build(), BodyHandlers.ofString());

    assertThat(response).failsWithin(Duration.ofMinutes(1));
  }

  @Test
  void anUpstreamThatSaysNothingIsAnErrorThatSaysWhatToDo() throws Exception {
    UPSTREAM.answers(_ -> {});

    var response = post(Requests.intent(UNSURE));

    assertThat(response.statusCode()).isEqualTo(502);
    JsonNode error = JSON.readTree(response.body()).path("error");
    assertThat(error.path("code").asString()).isEqualTo("upstream_unreachable");
    assertThat(error.path("message").asString())
        .contains("INTENT_UPSTREAM_URL", "http://127.0.0.1:")
        .doesNotContain("api-version");
  }

  @Test
  void whatCannotBeJudgedIsPassedOn() throws Exception {
    post(Requests.intent("break: it"));
    assertThat(UPSTREAM.asked().body()).isNotEmpty();

    var response = http.send(request("no JSON").build(), BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(new String(UPSTREAM.asked().body(), UTF_8)).isEqualTo("no JSON");
  }

  @Test
  void aFullQueuePassesOnInsteadOfWaiting() throws Exception {
    CLASSIFIER.closeGate();
    try {
      var judged = postAsync(Requests.intent("wait: 1"));
      CLASSIFIER.awaitWaiting(1);
      var queued = postAsync(Requests.intent("wait: 2"));
      // The queue holds one; of two more, at least one finds it full, whichever comes first.
      var third = postAsync(Requests.intent("wait: 3"));

      Asked passed = UPSTREAM.asked();

      assertThat(new String(passed.body(), UTF_8)).containsAnyOf("wait: 2", "wait: 3");
      CLASSIFIER.openGate();
      assertThat(
              List.of(
                  judged.join().statusCode(),
                  queued.join().statusCode(),
                  third.join().statusCode()))
          .containsOnly(200);
      assertThat(metrics())
          .contains("quillmesh_tuned_passed_on_total{reason=\"busy\",task=\"intent\"} 1");
    } finally {
      CLASSIFIER.openGate();
    }
  }

  @Test
  void whatIsTooLargeIsRefused() throws Exception {
    var response = http.send(request(" ".repeat(200 << 10)).build(), BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(JSON.readTree(response.body()).at("/error/message").asString())
        .contains("102400", "LARGEST_BODY");
  }

  @Test
  void wrongAddressesGetErrorsAsOpenaiGivesThem() throws Exception {
    var task =
        http.send(
            at("/contxt/v1/chat/completions").POST(BodyPublishers.ofString("{}")).build(),
            BodyHandlers.ofString());
    var path =
        http.send(
            at("/intent/v1/embeddings").POST(BodyPublishers.ofString("{}")).build(),
            BodyHandlers.ofString());

    assertThat(task.statusCode()).isEqualTo(404);
    assertThat(task.body()).contains("'contxt', only for intent");
    assertThat(path.statusCode()).isEqualTo(404);
    assertThat(JSON.readTree(path.body()).at("/error/code").asString()).isEqualTo("unknown_url");
  }

  @Test
  void itsModelIsListed() throws Exception {
    var response = http.send(at("/intent/v1/models").GET().build(), BodyHandlers.ofString());

    JsonNode model = JSON.readTree(response.body()).at("/data/0");
    assertThat(model.path("id").asString()).isEqualTo("intent-tuned");
    assertThat(model.path("system_fingerprint").asString()).isEqualTo("ab12cd34ef56");
  }

  @Test
  void operatorsSeeWhatWasSaved() throws Exception {
    post(Requests.intent(SURE));
    post(Requests.intent("TRANSLATE 0.99: Into French, please"));

    assertThat(metrics())
        .containsPattern(
            "quillmesh_tuned_answered_total\\{label=\"ASK_CAPABILITIES\",route=\"en\",task=\"intent\"} ")
        .containsPattern("quillmesh_tuned_passed_on_total\\{reason=\"slots\",task=\"intent\"} ")
        .containsPattern(
            "quillmesh_tuned_saved_tokens_total\\{direction=\"input\",task=\"intent\"} [1-9]")
        .containsPattern("quillmesh_tuned_guess_seconds_count\\{route=\"en\",task=\"intent\"} ")
        .containsPattern(
            "quillmesh_tuned_upstream_seconds_count\\{outcome=\"200\",task=\"intent\"} ")
        .contains("quillmesh_tuned_drift{of=\"labels\",route=\"en\",task=\"intent\"}");
    assertThat(RULES.matcher(Files.readString(ALERTS)).results().map(MatchResult::group))
        .hasSizeGreaterThan(5)
        .allSatisfy(metric -> assertThat(metrics()).contains(metric));
    var health = http.send(at("/actuator/health/readiness").GET().build(), BodyHandlers.ofString());
    assertThat(health.statusCode()).isEqualTo(200);
  }

  private String metrics() throws Exception {
    return http.send(at("/actuator/prometheus").GET().build(), BodyHandlers.ofString()).body();
  }

  private HttpResponse<String> post(ObjectNode body) throws Exception {
    return http.send(request(body.toString()).build(), BodyHandlers.ofString());
  }

  private CompletableFuture<HttpResponse<String>> postAsync(ObjectNode body) {
    return http.sendAsync(request(body.toString()).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String body) {
    return Requests.completion(port, body);
  }

  private HttpRequest.Builder at(String path) {
    return Requests.at(port, path);
  }
}
