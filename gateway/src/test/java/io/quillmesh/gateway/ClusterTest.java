package io.quillmesh.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quillmesh.gateway.conversation.Location;
import io.quillmesh.gateway.conversation.admission.SampleCards;
import io.quillmesh.gateway.conversation.agents.Publisher;
import io.quillmesh.gateway.testing.Browser;
import io.quillmesh.gateway.testing.TestSocket;
import io.quillmesh.testing.KafkaAndRegistry;
import io.quillmesh.testing.WithKafkaAndRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Several gateways on one broker; no agent is there, so turns are stopped. */
@WithKafkaAndRegistry
class ClusterTest {
  private static final String MESSAGE =
      "{\"runId\":\"%s\",\"messages\":[{\"id\":\"m1\",\"role\":\"user\",\"content\":\"hi\"}]}";

  @TempDir static Path state;
  private static GatewayInstance one;
  private static GatewayInstance two;

  private final String runId = Browser.newId();

  @BeforeAll
  static void start() throws IOException {
    one = GatewayInstance.start(state);
    two = GatewayInstance.start(state);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> one.conversations().isReady() && two.conversations().isReady());
  }

  @AfterAll
  static void stop() {
    two.close();
    one.close();
  }

  @Test
  void whicheverInstanceIsAskedTheAnswerIsTheSame() throws Exception {
    // Given
    String id = conversationOfOne();
    Browser atOwner = Browser.withSession(one.port());
    Browser atOther = atOwner.at(two.port());
    TestSocket here = atOwner.connect(id);
    awaitType(here, "MESSAGES_SNAPSHOT");
    TestSocket there = atOther.connect(id);
    awaitType(there, "MESSAGES_SNAPSHOT");
    // When
    there.send(MESSAGE.formatted(runId));
    List<JsonNode> started = until(here, "SUBAGENT_STARTED");
    atOther.send("POST", path(id) + "/abort", "{\"runId\":\"%s\"}".formatted(runId));
    List<JsonNode> ended = until(here, "RUN_FINISHED");
    // Then
    List<JsonNode> all = new ArrayList<>(started);
    all.addAll(ended);
    assertThat(until(there, "RUN_FINISHED")).isEqualTo(all);
    assertThat(atOther.send("GET", path(id), null).body())
        .isEqualTo(atOwner.send("GET", path(id), null).body())
        .contains("MESSAGES_SNAPSHOT");
    await()
        .untilAsserted(() ->
            assertThat(List.of(list(atOwner), list(atOther)))
                .allSatisfy(list -> assertThat(list).contains(id)));

    // When it is erased
    assertThat(atOther.send("DELETE", path(id), null).statusCode()).isEqualTo(204);
    assertThat(here.awaitClose().code()).isEqualTo(4404);
    assertThat(there.awaitClose().code()).isEqualTo(4404);
  }

  @Test
  void everyInstanceKnowsTheSameAgentsAndTellsItsClients(KafkaAndRegistry mesh) throws Exception {
    // Given a client whose conversation is on the other instance
    String id = conversationOfOne();
    Browser atOne = Browser.withSession(one.port());
    Browser atTwo = atOne.at(two.port());
    TestSocket socket = atTwo.connect(id);
    awaitType(socket, "MESSAGES_SNAPSHOT");
    try (Publisher publisher = new Publisher(mesh)) {
      // When
      publisher.publish(SampleCards.card("cluster-titles", "generator").build());
      // Then
      assertThat(socket.frame().path("name").stringValue()).isEqualTo("quillmesh.agents");
      await().until(() -> agents(atTwo).contains("cluster-titles"));
      await().untilAsserted(() -> assertThat(agents(atOne)).isEqualTo(agents(atTwo)));
      assertThat(agents(atOne)).contains("\"status\":\"ADMITTED\"").contains("标题");
    }
    await().until(() -> !agents(atOne).contains("cluster-titles"));
    await().until(() -> !agents(atTwo).contains("cluster-titles"));
  }

  private static String agents(Browser browser) throws Exception {
    return browser.send("GET", "/v1/agents", null).body();
  }

  @Test
  void aStockClientMayAskAnyInstance() throws Exception {
    // Given
    String id = conversationOfOne();
    Browser browser = Browser.withSession(two.port());
    TestSocket watcher = browser.connect(id);
    awaitType(watcher, "MESSAGES_SNAPSHOT");
    String input =
        """
        {"threadId":"%s","runId":"%s","state":{},"tools":[],"context":[],"forwardedProps":{},
         "messages":[{"id":"m1","role":"user","content":"hello"}]}
        """
            .formatted(id, runId);
    // When
    var stream = Browser.stream(browser.request("POST", "/v1/agent", input).build());
    awaitType(watcher, "RUN_STARTED");
    watcher.send("{\"type\":\"abort\",\"runId\":\"%s\"}".formatted(runId));
    // Then
    assertThat(stream.body().filter(line -> line.startsWith("data: ")))
        .satisfies(lines -> {
          assertThat(lines.getFirst()).contains("RUN_STARTED");
          assertThat(lines.getLast()).contains("RUN_FINISHED");
        });
  }

  @Test
  void whicheverInstanceIsAskedATurnIsReplaced() throws Exception {
    // Given a client at each instance, and a turn
    String id = conversationOfOne();
    Browser atOwner = Browser.withSession(one.port());
    Browser atOther = atOwner.at(two.port());
    TestSocket here = atOwner.connect(id);
    TestSocket there = atOther.connect(id);
    awaitType(there, "MESSAGES_SNAPSHOT");
    turn(here, "m1");
    awaitType(there, "RUN_FINISHED");
    // When
    there.send(
        MESSAGE
            .formatted(runId)
            .replace("m1", "m2")
            .replaceFirst("\\{", "{\"forwardedProps\":{\"replaces\":\"m1\"},"));
    List<JsonNode> begun = until(here, "SUBAGENT_STARTED");
    there.send("{\"type\":\"abort\",\"runId\":\"%s\"}".formatted(runId));
    begun.addAll(until(here, "RUN_FINISHED"));
    // Then
    assertThat(begun)
        .extracting(ClusterTest::type)
        .startsWith("RUN_STARTED", "STATE_SNAPSHOT", "MESSAGES_SNAPSHOT");
    assertThat(until(there, "RUN_FINISHED")).isEqualTo(begun);
    assertThat(atOther.send("GET", path(id) + "/replaced", null).body())
        .isEqualTo(atOwner.send("GET", path(id) + "/replaced", null).body())
        .contains("\"replacedBy\":\"m2\"");
    await()
        .untilAsserted(() ->
            assertThat(atOther.send("GET", "/v1/conversations?query=HI&limit=1", null).body())
                .isEqualTo(atOwner.send("GET", "/v1/conversations?query=HI&limit=1", null).body())
                .contains(id));
  }

  @Test
  void whoComesBackAfterTooLongGetsASnapshotThatSaysSo() throws Exception {
    // Given three turns, of which two are kept
    String id = conversationOfOne();
    Browser browser = Browser.withSession(one.port());
    TestSocket socket = browser.connect(id);
    JsonNode before = until(socket, "MESSAGES_SNAPSHOT").getLast().at("/metadata/quillmesh");
    JsonNode first = turn(socket, "m1").getLast().at("/metadata/quillmesh");
    List<JsonNode> kept = turn(socket, "m2");
    kept.addAll(turn(socket, "m3"));
    // When
    TestSocket tooLate = browser.at(two.port()).connect(id, after(before));
    TestSocket justInTime = browser.at(two.port()).connect(id, after(first));
    // Then
    assertThat(tooLate.frame().at("/metadata/quillmesh/recovered").isBoolean()).isTrue();
    for (JsonNode frame : kept) {
      assertThat(justInTime.frame()).isEqualTo(frame);
    }
  }

  @Test
  void theVersionsOfAnArticleAreTheSameAtEveryInstance() throws Exception {
    // Given
    String id = conversationOfOne();
    Browser atOwner = Browser.withSession(one.port());
    Browser atOther = atOwner.at(two.port());
    TestSocket socket = atOther.connect(id);
    awaitType(socket, "MESSAGES_SNAPSHOT");
    // When
    socket.send("{\"type\":\"edit\",\"baseVersion\":0,\"markdown\":\"# 伦敦\\n\\nFog.\\n\"}");
    awaitType(socket, "RUN_FINISHED");
    socket.send(
        "{\"type\":\"edit\",\"baseVersion\":0,\"markdown\":\"# Mine\\n\",\"whenStale\":\"keep\"}");
    JsonNode aside = until(socket, "CUSTOM").getLast();
    socket.send("{\"type\":\"restore\",\"baseVersion\":1,\"version\":2}");
    JsonNode restored = until(socket, "STATE_DELTA").getLast();
    awaitType(socket, "RUN_FINISHED");
    socket.send("{\"type\":\"edit\",\"baseVersion\":3,\"markdown\":\"# Mine\\n\\nFog, 雾.\\n\"}");
    awaitType(socket, "RUN_FINISHED");
    // Then
    assertThat(aside.path("name").stringValue()).isEqualTo("quillmesh.aside");
    assertThat(aside.at("/value/version").intValue()).isEqualTo(2);
    assertThat(restored.at("/delta/0/value/markdown").stringValue()).isEqualTo("# Mine\n");
    JsonNode list = versions(atOwner, id, "");
    assertThat(list.path("versions").findValuesAsString("version"))
        .containsExactly("4", "3", "2", "1");
    assertThat(list.path("current").intValue()).isEqualTo(4);
    assertThat(list.at("/versions/1/restored").intValue()).isEqualTo(2);
    assertThat(list.at("/versions/2/aside").booleanValue()).isTrue();
    assertThat(versions(atOwner, id, "/4/provenance").path("spans").findValuesAsString("version"))
        .containsExactly("2", "4");
    assertThat(versions(atOwner, id, "/4/diff?from=2").path("parts").findValuesAsString("text"))
        .containsExactly("# Mine\n", "\nFog, 雾.\n");
    for (String rest : List.of("", "/4", "/4/diff", "/4/diff?from=1", "/4/provenance")) {
      assertThat(versions(atOther, id, rest)).isEqualTo(versions(atOwner, id, rest));
      assertThat(
              Browser.withSession(two.port())
                  .send("GET", path(id) + "/versions" + rest, null)
                  .statusCode())
          .isEqualTo(404);
    }
    // When it is erased
    atOther.send("DELETE", path(id), null);
    socket.awaitClose();
    assertThat(atOther.send("GET", path(id) + "/versions/4/provenance", null).statusCode())
        .isEqualTo(404);
  }

  private static JsonNode versions(Browser browser, String id, String rest) throws Exception {
    var response = browser.send("GET", path(id) + "/versions" + rest, null);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return new JsonMapper().readTree(response.body());
  }

  private static List<JsonNode> turn(TestSocket socket, String messageId) throws Exception {
    String run = Browser.newId();
    socket.send(MESSAGE.replace("m1", messageId).formatted(run));
    socket.send("{\"type\":\"abort\",\"runId\":\"%s\"}".formatted(run));
    return until(socket, "RUN_FINISHED");
  }

  private static String after(JsonNode cursor) {
    return "?after=%s.%s"
        .formatted(cursor.get("epoch").stringValue(), cursor.get("sequence").asString());
  }

  @Test
  void newConversationsAreWhereTheyWereBegun() throws Exception {
    for (GatewayInstance instance : List.of(one, two)) {
      // Given
      assertThat(instance.owns(instance.newId())).isTrue();
      Browser browser = Browser.withSession(instance.port());
      // When
      var created = browser.send("POST", "/v1/conversations", null);
      // Then
      String id = new JsonMapper().readTree(created.body()).path("id").stringValue();
      assertThat(instance.owns(id)).isTrue();
    }
  }

  @Test
  void whenAnInstanceStopsItsClientsGoOnAtAnotherWhereTheyWere() throws Exception {
    // Given a turn on a third instance, watched there and from elsewhere
    var balancer = new Balancer(one);
    GatewayInstance third = GatewayInstance.start(state);
    String id = third.newId();
    awaitOwner(one, id, third);
    assertThat(balancer.refusals()).isZero();
    Browser atOwner = Browser.withSession(third.port());
    Browser atOther = atOwner.at(one.port());
    TestSocket here = atOwner.connect(id);
    awaitType(here, "MESSAGES_SNAPSHOT");
    TestSocket there = atOther.connect(id);
    here.send(MESSAGE.formatted(runId));
    until(here, "SUBAGENT_STARTED");
    JsonNode last = until(there, "SUBAGENT_STARTED").getLast();
    while (there.frames.peek() != null) {
      last = there.frame();
    }

    // When
    third.close();

    // Then
    assertThat(here.awaitClose().code()).isEqualTo(1012);
    assertThat(there.awaitClose().code()).isEqualTo(1012);

    // When they come back, and send the message again
    JsonNode seen = last.at("/metadata/quillmesh");
    TestSocket again = resume(atOther, id, seen);
    again.send(MESSAGE.formatted(Browser.newId()));
    again.send("{\"type\":\"abort\",\"runId\":\"%s\"}".formatted(runId));

    // Then nothing is lost, nothing comes twice, and there is one turn
    List<JsonNode> rest = until(again, "RUN_FINISHED");
    assertThat(rest).extracting(Gaps::sequence).isEqualTo(Gaps.after(seen, rest.size()));
    assertThat(rest).extracting(ClusterTest::type).doesNotContain("RUN_STARTED", "STATE_SNAPSHOT");
    assertThat(rest.getLast().at("/metadata/quillmesh/epoch")).isNotEqualTo(seen.get("epoch"));
    assertThat(atOther.send("GET", path(id), null).body()).containsOnlyOnce("\"role\":\"user\"");
  }

  /** Reconnects as clients do, until an instance hosts the conversation again. */
  private static TestSocket resume(Browser browser, String id, JsonNode seen) {
    String query = after(seen);
    Predicate<String> rejection = frame -> frame.contains("quillmesh.rejected");
    return await()
        .atMost(Duration.ofMinutes(1))
        .ignoreException(CompletionException.class)
        .until(
            () -> {
              TestSocket socket = browser.connect(id, query);
              // A good cursor brings nothing if nothing was missed, so ask for something.
              socket.send("{\"type\":\"abort\",\"runId\":\"%s\"}".formatted(Browser.newId()));
              await().until(() -> socket.closed.isDone() || socket.frames.removeIf(rejection));
              return socket;
            },
            socket -> !socket.closed.isDone());
  }

  /** Takes an instance out while it is not ready, which would be all of them when another joins. */
  private static final class Balancer {
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger refusals = new AtomicInteger();
    private final Thread looking;

    Balancer(GatewayInstance instance) {
      looking =
          Thread.startVirtualThread(() -> {
            while (!over.get()) {
              if (!instance.conversations().isReady()) {
                refusals.incrementAndGet();
              }
              Thread.yield();
            }
          });
    }

    /** Stops looking; returns how often it was not ready. */
    int refusals() throws InterruptedException {
      over.set(true);
      looking.join();
      return refusals.get();
    }
  }

  /** The id of a conversation that the first instance hosts, as the second one knows. */
  private static String conversationOfOne() {
    String id = one.newId();
    awaitOwner(two, id, one);
    return id;
  }

  private static void awaitOwner(GatewayInstance asked, String id, GatewayInstance owner) {
    Location there = new Location.There(URI.create("http://127.0.0.1:" + owner.port()));
    await().until(() -> asked.conversations().locate(id).equals(there) && owner.owns(id));
  }

  private static String path(String id) {
    return "/v1/conversations/" + id;
  }

  private static String list(Browser browser) throws Exception {
    return browser.send("GET", "/v1/conversations", null).body();
  }

  private static String type(JsonNode event) {
    return event.path("type").stringValue();
  }

  private static void awaitType(TestSocket socket, String type) throws InterruptedException {
    until(socket, type);
  }

  private static List<JsonNode> until(TestSocket socket, String type) throws InterruptedException {
    List<JsonNode> frames = new ArrayList<>();
    do {
      frames.add(socket.frame());
    } while (!type(frames.getLast()).equals(type));
    return frames;
  }

  /** The numbers of frames. */
  private static final class Gaps {
    static long sequence(JsonNode frame) {
      return frame.at("/metadata/quillmesh/sequence").longValue();
    }

    static List<Long> after(JsonNode cursor, int count) {
      long seen = cursor.get("sequence").longValue();
      return LongStream.rangeClosed(seen + 1, seen + count).boxed().toList();
    }
  }
}
