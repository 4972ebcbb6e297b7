package io.quillmesh.gateway.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.gateway.conversation.Cursor;
import io.quillmesh.gateway.conversation.Frame;
import io.quillmesh.gateway.conversation.RunPlace;
import io.quillmesh.gateway.protocol.Ids;
import io.quillmesh.gateway.testing.AgUi;
import io.quillmesh.gateway.testing.Browser;
import io.quillmesh.gateway.testing.EdgeTest;
import io.quillmesh.gateway.testing.FakeConversations;
import io.quillmesh.gateway.testing.ScriptedTurns;
import io.quillmesh.gateway.testing.TestSocket;
import io.quillmesh.schemas.AbortTurn;
import io.quillmesh.schemas.ClientCommand;
import io.quillmesh.schemas.SubmitMessage;
import io.quillmesh.schemas.WhenBusy;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@EdgeTest
class AgentStreamTest {
  @LocalServerPort int port;
  @Autowired FakeConversations conversations;

  private final String id = Browser.newId();
  private final String runId = Browser.newId();

  @BeforeEach
  void forget() {
    conversations.reset();
    conversations.snapshots.put(id, AgUi.snapshots("m0"));
  }

  @Test
  void sendsTheRunFromItsStartToItsEnd() throws Exception {
    // Given
    conversations.answers = new ScriptedTurns();
    // When
    HttpResponse<String> response = run("hello");
    // Then
    assertThat(response.headers().firstValue("Content-Type"))
        .hasValue("text/event-stream;charset=UTF-8");
    assertThat(types(response))
        .containsExactly(
            "RUN_STARTED",
            "STATE_SNAPSHOT",
            "MESSAGES_SNAPSHOT",
            "TEXT_MESSAGE_START",
            "TEXT_MESSAGE_CONTENT",
            "TEXT_MESSAGE_END",
            "RUN_FINISHED");
    // Clients drop what a snapshot leaves out.
    assertThat(events(response).get(2).path("messages").findValuesAsString("id"))
        .containsExactly("m0", "m1");
    assertThat(conversations.detached(id).take()).isNotEmpty();
  }

  /** Until a client has the snapshots, it has to begin again; so nothing before them has an id. */
  @Test
  void saysWhereAClientCanGoOn() throws Exception {
    // Given
    conversations.answers = new ScriptedTurns();
    // When
    HttpResponse<String> response = run("hello");
    // Then
    assertThat(response.body().lines().filter(line -> line.startsWith("id: ")))
        .containsExactly("id: e.1", "id: e.2", "id: e.3", "id: e.4", "id: e.5");
    assertThat(response.body().split("\n\n")[2])
        .startsWith("id: e.1\n")
        .contains("MESSAGES_SNAPSHOT");
  }

  @Test
  void goesOnWhereTheClientWas() throws Exception {
    // Given
    List<Frame> all = new ScriptedTurns().turn(id, message("m1", "hello")).toList();
    knows(all);
    conversations.snapshots.put(id, all.subList(2, 5));
    Browser browser = owner();
    // When
    HttpResponse<String> response = Browser.send(from("e.2", browser, input("hello")));
    // Then
    assertThat(conversations.attachments(id).take().after()).isEqualTo(new Cursor("e", 2));
    assertThat(data(response)).containsExactlyElementsOf(json(all.subList(2, 5)));
    assertThat(conversations.commands(id)).as("the message is known").isEmpty();
  }

  @Test
  void beginsAgainWhenThePlaceIsLostMeanwhile() throws Exception {
    // Given
    List<Frame> all = new ScriptedTurns().turn(id, message("m1", "hello")).toList();
    knows(all);
    conversations.snapshots.put(
        id, Stream.concat(AgUi.snapshots("m0").stream(), all.stream()).toList());
    // When
    HttpResponse<String> response = Browser.send(from("e.2", owner(), input("hello")));
    // Then
    assertThat(types(response))
        .startsWith("RUN_STARTED", "STATE_SNAPSHOT", "MESSAGES_SNAPSHOT", "TEXT_MESSAGE_START")
        .endsWith("RUN_FINISHED")
        .hasSize(7);
  }

  /** An id of another run, of its end, or of nothing, is no place in the run of this message. */
  @ParameterizedTest
  @CsvSource({
    "e.2, m2, hello",
    "e.2, m1, other",
    "e.5, m1, hello",
    "x.2, m1, hello",
    "?, m1, hello"
  })
  void beginsWhenThePlaceIsNotInTheRun(String lastSeen, String messageId, String text)
      throws Exception {
    // Given
    knows(new ScriptedTurns().turn(id, message("m1", "hello")).toList());
    // The scripted conversation takes every message for a "hello".
    conversations.answers =
        text.equals("hello") ? new ScriptedTurns() : rejecting("MESSAGE_ID_REUSED");
    // When
    HttpResponse<String> response =
        Browser.send(from(lastSeen, owner(), input(text).replace("\"m1\"", '"' + messageId + '"')));
    // Then
    assertThat(conversations.attachments(id).take().after()).isNull();
    assertThat(conversations.commands(id)).hasSize(1);
    if (text.equals("hello")) {
      assertThat(types(response))
          .startsWith("RUN_STARTED", "STATE_SNAPSHOT")
          .endsWith("RUN_FINISHED");
    } else {
      assertThat(response.statusCode()).isEqualTo(409);
    }
  }

  /** The conversation has this run, whose frames are kept. */
  private void knows(List<Frame> run) {
    for (Frame frame : run) {
      conversations.kept.put(
          Objects.requireNonNull(frame.cursor()), new RunPlace(run.getFirst(), frame));
    }
  }

  /** A person to whom the conversation belongs. */
  private Browser owner() throws Exception {
    Browser browser = Browser.withSession(port);
    browser.connect(id).socket().abort();
    conversations.attachments(id).take();
    return browser;
  }

  private static HttpRequest from(String lastSeen, Browser browser, String input) {
    return browser.request("POST", "/v1/agent", input).header("Last-Event-ID", lastSeen).build();
  }

  private static SubmitMessage message(String messageId, String text) {
    return new SubmitMessage(
        Browser.newId(), messageId, text, null, WhenBusy.ENQUEUE, null, "", List.of(), null, "");
  }

  private static List<String> data(HttpResponse<String> response) {
    return response
        .body()
        .lines()
        .filter(line -> line.startsWith("data: "))
        .map(line -> line.substring(6))
        .toList();
  }

  private static List<String> json(List<Frame> frames) {
    return frames.stream().map(Frame::json).toList();
  }

  /** A turn in the place of another one begins with snapshots. */
  @ParameterizedTest
  @CsvSource({"'', 1", "'\"protocolVersion\": \"1.0\",', 2"})
  void snapshotsInsideARunAreAsTheClientCanReadThem(String version, int messages) throws Exception {
    // Given
    conversations.answers = turnsWith(List.of(new AgUi().messages(runId, "m1")));
    // When
    HttpResponse<String> response = runDeclaring(version);
    // Then
    assertThat(types(response).get(3)).isEqualTo("MESSAGES_SNAPSHOT");
    assertThat(events(response).get(3).path("messages")).hasSize(messages);
  }

  @Test
  void leavesOutTheFramesOfOtherRuns() throws Exception {
    // Given
    conversations.answers =
        new ScriptedTurns() {
          @Override
          public Stream<Frame> turn(String conversationId, SubmitMessage message) {
            AgUi other = new AgUi();
            List<Frame> ours = super.turn(conversationId, message).toList();
            String theirRun = Browser.newId();
            // What the conversation says once our turn runs.
            conversations.snapshots.put(
                id, Stream.concat(AgUi.snapshots("m0", "theirs").stream(), ours.stream()).toList());
            return Stream.of(
                    Stream.of(other.started(conversationId, theirRun, "theirs")),
                    other.reply(theirRun, "theirs").stream(),
                    Stream.of(other.finished(conversationId, theirRun)),
                    ours.stream())
                .flatMap(frames -> frames);
          }
        };
    // When
    HttpResponse<String> response = run("hello");
    // Then
    assertThat(response.body()).contains("You said: hello").doesNotContain("\"delta\":\"theirs\"");
    assertThat(types(response)).startsWith("RUN_STARTED", "STATE_SNAPSHOT", "MESSAGES_SNAPSHOT");
    assertThat(events(response).get(2).path("messages").findValuesAsString("id"))
        .containsExactly("m0", "theirs", "m1");
  }

  @Test
  void speaksOfTheThreadAndTheRunAsTheClientDoes() throws Exception {
    // Given
    conversations.answers = new ScriptedTurns();
    Browser browser = Browser.withSession(port);
    String threadId = "trip \"London\" / 伦敦";
    // When
    HttpResponse<String> response =
        browser.send("POST", "/v1/agent", input(quoted(threadId), "\"run 1\"", "hello"));
    // Then
    JsonNode started = events(response).getFirst();
    assertThat(List.of(started, started.path("input"), events(response).getLast()))
        .allSatisfy(event -> {
          assertThat(event.path("threadId").stringValue()).isEqualTo(threadId);
          assertThat(event.path("runId").stringValue()).isEqualTo("run 1");
        });
  }

  @Test
  void knowsAPersonsOwnThreadAgainAndNobodyElses() throws Exception {
    // Given
    conversations.answers = new ScriptedTurns();
    Browser anna = Browser.withSession(port);
    Browser ben = Browser.withSession(port);
    for (Browser browser : List.of(anna, ben)) {
      browser.send("POST", "/v1/agent", input("\"thread-1\"", quoted(Browser.newId()), "hello"));
    }
    // When
    HttpResponse<String> annas = anna.send("GET", "/v1/conversations/thread-1", null);
    HttpResponse<String> bens = ben.send("GET", "/v1/conversations/thread-1", null);
    HttpResponse<String> aborted =
        anna.send("POST", "/v1/conversations/thread-1/abort", "{\"runId\":\"run-1\"}");
    HttpResponse<String> unknown = anna.send("GET", "/v1/conversations/thread-2", null);
    // Then
    String id = new JsonMapper().readTree(annas.body()).path("id").stringValue();
    assertThat(id).isNotEqualTo(new JsonMapper().readTree(bens.body()).path("id").stringValue());
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(aborted.statusCode()).isEqualTo(204);
    conversations.commands(id).take();
    assertThat(conversations.commands(id).take().getCommand())
        .isEqualTo(new AbortTurn(Ids.turn(id, "run-1"), null));
    TestSocket socket = anna.connect("thread-1");
    conversations.attachments(id).take();
    conversations.attachments(id).take().listener().onFrame(new AgUi().finished(id, "run-1"));
    assertThat(socket.frame().path("threadId").stringValue()).isEqualTo("thread-1");
  }

  /**
   * A client that declares no version is from before 1.0 and fails on events that it does not know.
   */
  @ParameterizedTest
  @CsvSource({"'', 0", "'\"protocolVersion\": \"1.0\",', 4"})
  void sendsEventsThatTheClientKnows(String declared, int count) throws Exception {
    // Given
    conversations.answers = turnsWith(new AgUi().newInVersion1(runId));
    // When
    HttpResponse<String> response = runDeclaring(declared);
    // Then
    assertThat(types(response))
        .filteredOn(type -> type.matches("(SUBAGENT|REASONING|ACTIVITY)_.*"))
        .hasSize(count);
    assertThat(types(response)).startsWith("RUN_STARTED").endsWith("RUN_FINISHED");
  }

  @Test
  void answersAReusedMessageIdWithTheConversationsReason() throws Exception {
    // Given
    conversations.snapshots.put(id, AgUi.snapshots("m0", "m1"));
    conversations.answers = rejecting("MESSAGE_ID_REUSED");
    // When
    HttpResponse<String> response = run("something else");
    // Then
    assertThat(response.statusCode()).isEqualTo(409);
    assertThat(response.body()).contains("MESSAGE_ID_REUSED");
  }

  @Test
  void saysWithinTheRunWhatWasLeftOutOfTheMessage() throws Exception {
    // Given
    conversations.answers = new ScriptedTurns();
    // When
    HttpResponse<String> response =
        Browser.withSession(port)
            .send(
                "POST",
                "/v1/agent",
                input("hello")
                    .replace(
                        "\"hello\"",
                        "[{\"type\":\"image\"},{\"type\":\"text\",\"text\":\"hello\"}]"));
    // Then
    assertThat(types(response))
        .startsWith("RUN_STARTED", "STATE_SNAPSHOT", "MESSAGES_SNAPSHOT", "CUSTOM");
    assertThat(response.body()).contains("quillmesh.notice", "CONTENT_LEFT_OUT");
  }

  @Test
  void answersARepeatedMessageFromTheSnapshot() throws Exception {
    // Given
    conversations.snapshots.put(id, AgUi.snapshots("m0", "m1"));
    // When
    HttpResponse<String> response = run("hello");
    // Then
    assertThat(types(response))
        .containsExactly("RUN_STARTED", "STATE_SNAPSHOT", "MESSAGES_SNAPSHOT", "RUN_FINISHED");
    assertThat(events(response).getFirst().path("protocolVersion").stringValue()).isEqualTo("1.0");
  }

  @Test
  void followsARepeatedMessageThatIsStillBeingAnswered() throws Exception {
    // Given
    conversations.answers =
        new ScriptedTurns() {
          @Override
          public Stream<Frame> turn(String conversationId, SubmitMessage message) {
            // The run id of the first time.
            return super.turn(conversationId, message("m1", "hello"));
          }
        };
    // When
    HttpResponse<String> response = run("hello");
    // Then
    assertThat(types(response)).startsWith("RUN_STARTED").endsWith("RUN_FINISHED");
    assertThat(response.body()).doesNotContain(runId);
  }

  @Test
  void answersARejectionWithAProblem() throws Exception {
    // Given
    conversations.answers = rejecting("BUSY");
    // When
    HttpResponse<String> response = run("hello");
    // Then
    assertThat(response.statusCode()).isEqualTo(409);
    assertThat(response.body()).contains("BUSY");
  }

  @Test
  void answersABrokerThatIsDownWithAProblem() throws Exception {
    // Given
    conversations.answers =
        new FakeConversations.Answers() {
          @Override
          public CompletionStage<Void> submitted(ClientCommand command) {
            return CompletableFuture.failedFuture(new IllegalStateException("broker down"));
          }
        };
    // When
    HttpResponse<String> response = run("hello");
    // Then
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("Retry-After")).isPresent();
    assertThat(conversations.detached(id).take()).isNotEmpty();
  }

  @Test
  void refusesWhatIsNoRunInput() throws Exception {
    // Given
    Browser browser = Browser.withSession(port);
    // When, Then
    assertThat(browser.send("POST", "/v1/agent", "{}").body()).contains("threadId");
    assertThat(browser.send("POST", "/v1/agent", "{}").statusCode()).isEqualTo(400);
    assertThat(browser.send("POST", "/v1/agent", "{\"threadId\":5}").statusCode()).isEqualTo(400);
    assertThat(browser.send("POST", "/v1/agent", "[]").statusCode()).isEqualTo(400);
    assertThat(
            browser
                .send("POST", "/v1/agent", "{\"threadId\":\"%s\",\"messages\":[]}".formatted(id))
                .statusCode())
        .isEqualTo(400);
    assertThat(browser.send("POST", "/v1/agent", input("x".repeat(17_000))).statusCode())
        .isEqualTo(413);
    assertThat(browser.send("POST", "/v1/agent", input("x".repeat(5_000_000))).statusCode())
        .isEqualTo(413);
    assertThat(Browser.withToken(port, null).send("POST", "/v1/agent", "{}").statusCode())
        .isEqualTo(401);
  }

  @Test
  void doesNotCancelTheRunWhenTheClientGoes() throws Exception {
    // Given
    Browser browser = Browser.withSession(port);
    ScriptedTurns turns = new ScriptedTurns();
    conversations.answers =
        new ScriptedTurns() {
          @Override
          public Stream<Frame> turn(String conversationId, SubmitMessage message) {
            return turns.turn(conversationId, message).limit(2);
          }
        };
    var response = Browser.stream(browser.request("POST", "/v1/agent", input("hello")).build());
    conversations.commands(id).take();
    FakeConversations.Attachment attachment = conversations.attachments(id).take();
    // When
    response.body().close();
    Frame frame = new AgUi().reply(runId, "x".repeat(10_000)).get(1);
    Awaitility.await()
        .until(() -> {
          attachment.listener().onFrame(frame);
          return !conversations.detached(id).isEmpty();
        });
    // Then
    assertThat(conversations.commands(id)).isEmpty();
  }

  /** Turns with these frames after the first one. */
  private static ScriptedTurns turnsWith(List<Frame> more) {
    return new ScriptedTurns() {
      @Override
      public Stream<Frame> turn(String conversationId, SubmitMessage message) {
        List<Frame> turn = new ArrayList<>(super.turn(conversationId, message).toList());
        turn.addAll(1, more);
        return turn.stream();
      }
    };
  }

  private static ScriptedTurns rejecting(String code) {
    return new ScriptedTurns() {
      @Override
      public Stream<Frame> turn(String conversationId, SubmitMessage message) {
        return Stream.of(AgUi.notice("quillmesh.rejected", "m1", "code", code));
      }
    };
  }

  /** With a member that says which version of AG-UI the client knows, or without. */
  private HttpResponse<String> runDeclaring(String version) throws Exception {
    return Browser.withSession(port)
        .send("POST", "/v1/agent", input("hello").replaceFirst("\\{", "{" + version));
  }

  private HttpResponse<String> run(String text) throws Exception {
    return Browser.withSession(port).send("POST", "/v1/agent", input(text));
  }

  private String input(String text) {
    return input(quoted(id), quoted(runId), text);
  }

  private static String quoted(String text) {
    return new JsonMapper().writeValueAsString(text);
  }

  private static String input(String threadId, String runId, String text) {
    return """
    {"threadId":%s,"runId":%s,"state":{},"tools":[],"context":[],"forwardedProps":{},
     "messages":[{"id":"m1","role":"user","content":"%s"}]}
    """
        .formatted(threadId, runId, text);
  }

  private static List<JsonNode> events(HttpResponse<String> response) {
    return data(response).stream().map(new JsonMapper()::readTree).toList();
  }

  private static List<String> types(HttpResponse<String> response) {
    return events(response).stream().map(event -> event.path("type").stringValue()).toList();
  }
}
