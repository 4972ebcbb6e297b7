package io.quillmesh.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.gateway.conversation.AttachResult;
import io.quillmesh.gateway.conversation.ConversationPage;
import io.quillmesh.gateway.conversation.Cursor;
import io.quillmesh.gateway.conversation.Frame;
import io.quillmesh.gateway.conversation.FrameListener.EndReason;
import io.quillmesh.gateway.conversation.Location;
import io.quillmesh.gateway.conversation.RunPlace;
import io.quillmesh.gateway.conversation.article.ArticleText;
import io.quillmesh.gateway.limits.Connections;
import io.quillmesh.gateway.testing.AgUi;
import io.quillmesh.gateway.testing.Browser;
import io.quillmesh.gateway.testing.EdgeTest;
import io.quillmesh.gateway.testing.FakeAgentDirectory;
import io.quillmesh.gateway.testing.FakeConversations;
import io.quillmesh.gateway.testing.Peer;
import io.quillmesh.gateway.testing.ScriptedTurns;
import io.quillmesh.gateway.testing.TestSocket;
import io.quillmesh.schemas.AbortTurn;
import io.quillmesh.schemas.Author;
import io.quillmesh.schemas.ClientCommand;
import io.quillmesh.schemas.EraseConversation;
import io.quillmesh.schemas.RenameConversation;
import io.quillmesh.schemas.SubmitMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Clients ask this instance for what another one hosts. */
@EdgeTest
class RelayTest {
  private static final URI NOBODY = URI.create("http://127.0.0.1:1");
  private static Peer peer;

  @LocalServerPort int port;
  @Autowired FakeConversations ours;
  @Autowired FakeAgentDirectory agents;

  private final String id = Browser.newId();
  private FakeConversations theirs;
  private Browser browser;

  @BeforeAll
  static void startPeer() {
    peer = Peer.start();
  }

  @AfterAll
  static void stopPeer() {
    peer.close();
  }

  @BeforeEach
  void isElsewhere() throws Exception {
    ours.reset();
    theirs = peer.conversations();
    theirs.reset();
    theirs.snapshots.put(id, AgUi.snapshots("m0"));
    ours.places.put(id, new Location.There(peer.address()));
    browser = Browser.withSession(port);
  }

  @Test
  void framesGoToAndFro() throws Exception {
    // Given
    TestSocket socket = browser.connect(id, "?after=e1.42");
    FakeConversations.Attachment attachment = theirs.attachments(id).take();
    // When
    socket.send(
        "{\"runId\":\"%s\",\"messages\":[{\"id\":\"m1\",\"role\":\"user\",\"content\":\"伦敦🌧\"}]}"
            .formatted(Browser.newId()));
    // Then
    assertThat(theirs.commands(id).take().getCommand())
        .isInstanceOfSatisfying(
            SubmitMessage.class, message -> assertThat(message.getMessage()).isEqualTo("伦敦🌧"));
    assertThat(attachment.after()).isEqualTo(new Cursor("e1", 42));
    assertThat(socket.frame().path("type").stringValue()).isEqualTo("STATE_SNAPSHOT");
    assertThat(socket.frame().path("type").stringValue()).isEqualTo("MESSAGES_SNAPSHOT");
    assertThat(ours.attachments(id)).isEmpty();
  }

  @Test
  void theOwnerAnswersAPing() throws Exception {
    // Given
    TestSocket socket = browser.connect(id);
    theirs.attachments(id).take();
    assertThat(socket.frame().path("type").stringValue()).isEqualTo("STATE_SNAPSHOT");
    assertThat(socket.frame().path("type").stringValue()).isEqualTo("MESSAGES_SNAPSHOT");
    // When
    socket.send("{\"type\":\"ping\"}");
    // Then
    assertThat(socket.frame().path("name").stringValue()).isEqualTo("quillmesh.pong");
  }

  @Test
  void theInstanceThatAClientIsConnectedToTellsItOfChangedAgents() throws Exception {
    // Given
    TestSocket socket = browser.connect(id);
    theirs.attachments(id).take();
    assertThat(socket.frame().path("type").stringValue()).isEqualTo("STATE_SNAPSHOT");
    assertThat(socket.frame().path("type").stringValue()).isEqualTo("MESSAGES_SNAPSHOT");
    // When both instances hear of it
    peer.context().getBean(FakeAgentDirectory.class).change();
    agents.change();
    socket.send("{\"type\":\"ping\"}");
    // Then
    assertThat(socket.frame().path("name").stringValue()).isEqualTo("quillmesh.agents");
    assertThat(socket.frame().path("name").stringValue()).isEqualTo("quillmesh.pong");
  }

  @ParameterizedTest
  @CsvSource({"ERASED, 4404", "MOVED, 1012"})
  void theOwnersCloseCodesComeThrough(EndReason reason, int code) throws Exception {
    // Given
    TestSocket socket = browser.connect(id);
    // When
    theirs.attachments(id).take().listener().onEnd(reason);
    // Then
    assertThat(socket.awaitClose().code()).isEqualTo(code);
    assertThat(socket.frames).hasSize(2);
  }

  @Test
  void theOwnerChecksWhoAsks() throws Exception {
    // Given
    browser.connect(id);
    theirs.attachments(id).take();
    Browser stranger = Browser.withSession(port);
    // When, Then
    assertThat(stranger.connect(id).awaitClose().code()).isEqualTo(4404);
    assertThat(stranger.send("GET", "/v1/conversations/" + id, null).statusCode()).isEqualTo(404);
    assertThat(Browser.withToken(port, "forged").connect(id).awaitClose().code()).isEqualTo(4401);
  }

  @Test
  void whoFloodsTheOwnerIsClosedByIt() throws Exception {
    // Given
    TestSocket socket = browser.connect(id);
    theirs.attachments(id).take();
    // When
    for (int i = 0; i < 60 && !socket.closed.isDone(); i++) {
      socket
          .socket()
          .sendText("{\"type\":\"abort\",\"runId\":\"r\"}", true)
          .exceptionally(_ -> null)
          .join();
    }
    // Then
    assertThat(socket.awaitClose().code()).isEqualTo(1008);
  }

  @Test
  void theOwnerKnowsWhereAClientComesFrom() throws Exception {
    // When a trusted proxy names it
    TestSocket.open(
        Browser.handshake()
            .header("X-Forwarded-For", "203.0.113.7")
            .header("Authorization", "Bearer " + browser.token),
        browser.uri(id, ""));
    // Then
    assertThat(theirs.attachments(id).take().listener())
        .isInstanceOfSatisfying(
            Connections.Client.class,
            client -> assertThat(client.address().name()).isEqualTo("203.0.113.7"));
  }

  @Test
  void theOwnerHearsThatAClientIsGone() throws Exception {
    // Given
    TestSocket socket = browser.connect(id);
    String connection = theirs.attachments(id).take().connectionId();
    // When
    socket.socket().abort();
    // Then
    assertThat(theirs.detached(id).take()).isEqualTo(connection);
  }

  @Test
  void clientsOfAnOwnerThatIsGoneAreAskedToTryAgain() throws Exception {
    // Given
    ours.places.put(id, new Location.There(NOBODY));
    // When
    TestSocket socket = browser.connect(id);
    HttpResponse<String> response = browser.send("GET", "/v1/conversations/" + id, null);
    HttpResponse<String> run = browser.send("POST", "/v1/agent", input("hello"));
    // Then
    assertThat(socket.awaitClose().code()).isEqualTo(1013);
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(run.statusCode()).isEqualTo(503);
  }

  @Test
  void aClientOfAnOwnerThatStandsStillGoesToItsSuccessor() throws Exception {
    // Given
    TestSocket socket = browser.connect(id);
    theirs.attachments(id).take();
    // When
    ours.places.put(id, new Location.There(NOBODY));
    // Then
    assertThat(socket.awaitClose().code()).isEqualTo(1012);
    assertThat(theirs.detached(id).take()).isNotEmpty();
  }

  @Test
  void theHostHearsWhereAStreamGoesOn() throws Exception {
    // Given
    browser.connect(id);
    theirs.attachments(id).take();
    AgUi agUi = new AgUi();
    Frame started = agUi.started(id, "r", "m1");
    List<Frame> reply = agUi.reply("r", "Hello.");
    Frame finished = agUi.finished(id, "r");
    Cursor seen = new Cursor("e", 2);
    theirs.kept.put(seen, new RunPlace(started, reply.getFirst()));
    theirs.snapshots.put(id, List.of(reply.get(1), reply.get(2), finished));
    // When
    HttpResponse<String> response =
        Browser.send(
            browser
                .request("POST", "/v1/agent", input("hello"))
                .header("Last-Event-ID", seen.toString())
                .build());
    // Then
    assertThat(theirs.attachments(id).take().after()).isEqualTo(seen);
    assertThat(response.body().lines().filter(line -> line.startsWith("id: ")))
        .containsExactly("id: e.3", "id: e.4", "id: e.5");
  }

  @Test
  void nothingIsPassedOnTwice() throws Exception {
    // Given two instances that each think the other is the host
    theirs.answers = nobody();
    theirs.places.put(id, new Location.There(URI.create("http://127.0.0.1:" + port)));
    // When
    TestSocket socket = browser.connect(id);
    // Then
    assertThat(socket.awaitClose().code()).isEqualTo(1012);
    assertThat(ours.attachments(id)).isEmpty();
  }

  @Test
  void httpIsAnsweredByTheOwner() throws Exception {
    // Given
    browser.connect(id);
    theirs.attachments(id).take();
    theirs.articles.put(id, new ArticleText(1, "Fog", "# Fog", Author.AGENT));
    String path = "/v1/conversations/" + id;
    // When
    HttpResponse<String> shown = browser.send("GET", path, null);
    HttpResponse<String> article = browser.send("GET", path + "/article?format=html", null);
    HttpResponse<String> renamed = browser.send("PATCH", path, "{\"title\":\"Fog\"}");
    HttpResponse<String> stopped = browser.send("POST", path + "/abort", "{\"runId\":\"r\"}");
    HttpResponse<String> erased = browser.send("DELETE", path, null);
    HttpResponse<String> malformed = browser.send("PATCH", path, "[]");
    // Then
    assertThat(shown.body()).contains("MESSAGES_SNAPSHOT");
    assertThat(shown.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
    assertThat(article.body()).contains("<h1>Fog</h1>");
    assertThat(article.headers().firstValue("Content-Disposition"))
        .hasValueSatisfying(name -> assertThat(name).contains("Fog.html"));
    assertThat(article.headers().allValues("Content-Security-Policy"))
        .containsExactly("default-src 'none'; sandbox");
    assertThat(renamed.statusCode()).isEqualTo(204);
    assertThat(stopped.statusCode()).isEqualTo(204);
    assertThat(erased.statusCode()).isEqualTo(204);
    assertThat(malformed.statusCode()).isEqualTo(400);
    assertThat(malformed.body()).contains("MALFORMED");
    assertThat(theirs.commands(id))
        .extracting(ClientCommand::getCommand)
        .hasExactlyElementsOfTypes(
            RenameConversation.class, AbortTurn.class, EraseConversation.class);
  }

  @Test
  void listsComeFromWhoeverOwnsThem() throws Exception {
    // Given
    browser.connect(id);
    String subject = theirs.attachments(id).take().owner().subject();
    // When
    String here = browser.send("GET", "/v1/conversations", null).body();
    ours.places.put(subject, new Location.There(peer.address()));
    String there = browser.send("GET", "/v1/conversations?query=a%20b&limit=5", null).body();
    // Then
    assertThat(theirs.queries).containsExactly(new ConversationPage.Query("a b", 5, null));
    assertThat(here).doesNotContain(id);
    assertThat(there).contains(id);
  }

  @Test
  void aRunIsFollowedAtTheOwner() throws Exception {
    // Given
    theirs.answers = new ScriptedTurns();
    // When
    HttpResponse<String> response = browser.send("POST", "/v1/agent", input("hello"));
    // Then
    assertThat(response.headers().firstValue("Content-Type"))
        .hasValue("text/event-stream;charset=UTF-8");
    assertThat(response.body())
        .containsSubsequence("RUN_STARTED", "MESSAGES_SNAPSHOT", "You said: hello", "RUN_FINISHED")
        .doesNotContain("RUN_ERROR");
    assertThat(theirs.detached(id).take()).isNotEmpty();
  }

  @Test
  void whatTheOwnerRefusesIsRefused() throws Exception {
    // Given
    browser.connect(id);
    theirs.attachments(id).take();
    Browser stranger = Browser.withSession(port);
    // When
    HttpResponse<String> response = stranger.send("POST", "/v1/agent", input("hello"));
    // Then
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).contains("NOT_FOUND");
  }

  @Test
  void aRunWhoseOwnerStandsStillIsSaidToGoOnElsewhere() throws Exception {
    // Given
    HttpResponse<Stream<String>> stream =
        Browser.stream(browser.request("POST", "/v1/agent", input("hello")).build());
    theirs.attachments(id).take();
    // When
    ours.places.put(id, new Location.There(NOBODY));
    // Then
    assertThat(stream.body().filter(line -> line.startsWith("data: ")).toList())
        .singleElement()
        .asString()
        .contains("RUN_ERROR", "DISCONNECTED");
  }

  @Test
  void onlyWholeEventsOfAHostThatDiesArePassedOn() throws Exception {
    // Given
    String begun = "data: {\"type\":\"RUN_STARTED\",\"n\":\"伦敦🌧\"}\n\ndata: {\"type\":\"TEXT";
    HttpResponse<Stream<String>> stream;
    try (ServerSocket host = new ServerSocket(0)) {
      ours.places.put(
          id, new Location.There(URI.create("http://127.0.0.1:" + host.getLocalPort())));
      Thread.ofVirtual().start(() -> answerAndDie(host, begun));
      // When
      stream = Browser.stream(browser.request("POST", "/v1/agent", input("hello")).build());
      // Then
      assertThat(stream.body().filter(line -> line.startsWith("data: ")))
          .satisfiesExactly(
              event -> assertThat(event).contains("RUN_STARTED", "伦敦🌧"),
              event -> assertThat(event).contains("RUN_ERROR", "DISCONNECTED"));
    }
  }

  private static void answerAndDie(ServerSocket host, String events) {
    byte[] body = events.getBytes(StandardCharsets.UTF_8);
    String head =
        """
        HTTP/1.1 200 OK\r
        Content-Type: text/event-stream\r
        Content-Length: %d\r
        \r
        """
            .formatted(body.length + 1);
    try (Socket client = host.accept()) {
      assertThat(client.getInputStream().read()).isPositive();
      client.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
      client.getOutputStream().write(body);
      client.shutdownOutput();
      client.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String input(String message) {
    return """
    {"threadId":"%s","runId":"%s","state":{},"tools":[],"context":[],"forwardedProps":{},
     "messages":[{"id":"m1","role":"user","content":"%s"}]}
    """
        .formatted(id, Browser.newId(), message);
  }

  private static FakeConversations.Answers nobody() {
    return new FakeConversations.Answers() {
      @Override
      public CompletionStage<AttachResult> attached(
          FakeConversations.Attachment attachment, AttachResult usual) {
        return CompletableFuture.completedFuture(new AttachResult.HostUnavailable());
      }
    };
  }
}
