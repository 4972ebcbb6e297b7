package io.quillmesh.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.gateway.conversation.Cursor;
import io.quillmesh.gateway.conversation.Frame;
import io.quillmesh.gateway.limits.Connections;
import io.quillmesh.gateway.protocol.Ids;
import io.quillmesh.gateway.testing.Browser;
import io.quillmesh.gateway.testing.EdgeTest;
import io.quillmesh.gateway.testing.FakeConversations;
import io.quillmesh.gateway.testing.TestSocket;
import io.quillmesh.schemas.AbortTurn;
import io.quillmesh.schemas.ClientCommand;
import io.quillmesh.schemas.ContextItem;
import io.quillmesh.schemas.EditArticle;
import io.quillmesh.schemas.GiveFeedback;
import io.quillmesh.schemas.Rating;
import io.quillmesh.schemas.RestoreArticle;
import io.quillmesh.schemas.Selection;
import io.quillmesh.schemas.SubmitMessage;
import io.quillmesh.schemas.WhenBusy;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@EdgeTest
class SocketFramesTest {
  private static final String HI =
      "{\"messages\":[{\"id\":\"m\",\"role\":\"user\",\"content\":\"hi\"}]";

  @LocalServerPort int port;
  @Autowired FakeConversations conversations;
  @Autowired Connections connections;

  private final String id = Browser.newId();

  @BeforeEach
  void forget() {
    conversations.reset();
  }

  private TestSocket connect() throws Exception {
    return Browser.withSession(port).connect(id);
  }

  private static Frame frame(int sequence, String text) {
    return new Frame(
        "CUSTOM",
        "{\"type\":\"CUSTOM\",\"name\":\"%s\",\"value\":%d}".formatted(text, sequence),
        "run",
        new Cursor("e", sequence));
  }

  @Test
  void sendsWhatTheConversationSaysInOrder() throws Exception {
    // Given
    conversations.snapshots.put(id, List.of(frame(1, "snapshot")));
    TestSocket socket = connect();
    FakeConversations.Attachment attachment = conversations.attachments(id).take();
    // When
    for (int i = 2; i <= 60; i++) {
      attachment.listener().onFrame(frame(i, "live"));
    }
    // Then
    for (int i = 1; i <= 60; i++) {
      assertThat(socket.frame().get("value").intValue()).isEqualTo(i);
    }
  }

  @Test
  void submitsTheNewestUserMessageOnly() throws Exception {
    // Given
    TestSocket socket = connect();
    String runId = Browser.newId();
    // When
    socket.send(
        """
        {"threadId": "%s", "runId": "%s", "tools": [{"name": "t"}], "state": {}, "unknown": 1,
         "context": [{"description": "the page", "value": "London"}],
         "messages": [
           {"id": "m1", "role": "user", "content": "an old one"},
           {"id": "m2", "role": "assistant", "content": "an answer"},
           {"id": "m3", "role": "user", "content": [
             {"type": "text", "text": "帮我写一篇"}, {"type": "text", "text": "伦敦游记"}]}],
         "forwardedProps": {"whenBusy": "interrupt", "choiceId": "c1", "language": "zh"}}
        """
            .formatted(id, runId));
    // Then
    ClientCommand command = conversations.commands(id).take();
    assertThat(command.getCommand())
        .isEqualTo(
            new SubmitMessage(
                runId,
                "m3",
                "帮我写一篇\n伦敦游记",
                "c1",
                WhenBusy.INTERRUPT,
                "zh",
                runId,
                List.of(new ContextItem("the page", "London")),
                null,
                ""));
    FakeConversations.Attachment attachment = conversations.attachments(id).take();
    assertThat(command.getConnectionId()).isEqualTo(attachment.connectionId());
    assertThat(command.getConversationId()).isEqualTo(id);
    assertThat(command.getSubject()).isEqualTo(attachment.owner().subject());
  }

  @Test
  void givesARunOfAnyNameOneTurnThatAnAbortNamesAlike() throws Exception {
    // Given
    TestSocket socket = connect();
    String input =
        "{\"runId\":\"run-1\",\"messages\":[{\"id\":\"m\",\"role\":\"user\",\"content\":\"hi\"}]}";
    // When
    socket.send(input);
    socket.send(input);
    socket.send("{\"type\":\"abort\",\"runId\":\"run-1\"}");
    // Then
    SubmitMessage first = submitted(conversations.commands(id).take());
    SubmitMessage second = submitted(conversations.commands(id).take());
    assertThat(Ids.isUuid(first.getTurnId())).isTrue();
    assertThat(first.getRunId()).isEqualTo("run-1");
    assertThat(second.getTurnId()).isEqualTo(first.getTurnId());
    assertThat(conversations.commands(id).take().getCommand())
        .isEqualTo(new AbortTurn(first.getTurnId(), null));
  }

  @Test
  void submitsAbortsAndEdits() throws Exception {
    // Given
    TestSocket socket = connect();
    String article = "# 伦敦\n".repeat(20_000); // 200 000 bytes, in one frame of many parts
    // When
    socket.send("{\"type\":\"abort\",\"messageId\":\"m1\"}");
    socket.send(
        "{\"type\":\"edit\",\"baseVersion\":3,\"markdown\":\"%s\"}"
            .formatted(article.replace("\n", "\\n")));
    // Then
    assertThat(conversations.commands(id).take().getCommand()).isEqualTo(new AbortTurn(null, "m1"));
    assertThat(conversations.commands(id).take().getCommand())
        .isEqualTo(new EditArticle(3, article, false));
  }

  @Test
  void submitsRestoresFeedbackAndEditsToKeepAside() throws Exception {
    // Given
    TestSocket socket = connect();
    // When
    socket.send("{\"type\":\"restore\",\"baseVersion\":5,\"version\":2}");
    socket.send(
        "{\"type\":\"feedback\",\"messageId\":\"r/reply\",\"rating\":\"bad\",\"reason\":\"太长\"}");
    socket.send("{\"type\":\"feedback\",\"articleVersion\":2,\"rating\":\"none\"}");
    socket.send("{\"type\":\"edit\",\"baseVersion\":3,\"markdown\":\"x\",\"whenStale\":\"keep\"}");
    // Then
    assertThat(conversations.commands(id).take().getRestore()).isEqualTo(new RestoreArticle(5, 2));
    assertThat(conversations.commands(id).take().getFeedback())
        .isEqualTo(new GiveFeedback("r/reply", 0, Rating.BAD, "太长"));
    assertThat(conversations.commands(id).take().getFeedback())
        .isEqualTo(new GiveFeedback("", 2, Rating.NONE, ""));
    assertThat(conversations.commands(id).take().getCommand())
        .isEqualTo(new EditArticle(3, "x", true));
  }

  @Test
  void submitsASelectionAndWhatAMessageReplaces() throws Exception {
    // Given
    TestSocket socket = connect();
    // When
    socket.send(
        HI
            + ",\"forwardedProps\":{\"replaces\":\"m0\","
            + "\"selection\":{\"version\":4,\"start\":10,\"end\":12,\"text\":\"雾。\"}}}");
    // Then
    SubmitMessage message = submitted(conversations.commands(id).take());
    assertThat(message.getSelection()).isEqualTo(new Selection(4, 10, 12, "雾。"));
    assertThat(message.getReplaces()).isEqualTo("m0");
  }

  @Test
  void answersAPingToItsSenderAlone() throws Exception {
    // Given
    Browser browser = Browser.withSession(port);
    TestSocket asking = browser.connect(id);
    TestSocket other = browser.connect(id);
    FakeConversations.Attachment first = conversations.attachments(id).take();
    FakeConversations.Attachment second = conversations.attachments(id).take();
    // When
    asking.send("{\"type\":\"ping\"}");
    // Then
    JsonNode pong = asking.frame();
    assertThat(pong.get("type").stringValue()).isEqualTo("CUSTOM");
    assertThat(pong.get("name").stringValue()).isEqualTo("quillmesh.pong");
    assertThat(pong.has("metadata")).isFalse();
    assertThat(conversations.commands(id)).isEmpty();
    first.listener().onFrame(frame(1, "live"));
    second.listener().onFrame(frame(1, "live"));
    assertThat(other.frame().get("name").stringValue()).isEqualTo("live");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not json",
        "[]",
        "{}",
        "{\"type\":\"dance\"}",
        "{\"type\":\"abort\"}",
        "{\"type\":\"edit\",\"baseVersion\":\"1\",\"markdown\":\"\"}",
        "{\"messages\":[]}",
        "{\"messages\":[{\"role\":\"user\",\"content\":\"no id\"}]}",
        "{\"messages\":\"hi\"}",
        "{\"messages\":[\"hi\"]}",
        "{\"messages\":[{\"id\":\"m\",\"role\":1,\"content\":\"x\"}]}",
        "{\"messages\":[{\"id\":7,\"role\":\"user\",\"content\":\"x\"}]}",
        "{\"messages\":[{\"id\":\"m\",\"role\":\"user\",\"content\":5}]}",
        "{\"messages\":[{\"id\":\"m\",\"role\":\"user\",\"content\":[\"x\"]}]}",
        "{\"messages\":[{\"id\":\"m\",\"role\":\"user\",\"content\":[{\"type\":\"text\"}]}]}",
        HI + ",\"runId\":5}",
        HI + ",\"runId\":\"\"}",
        HI + ",\"runId\":\"a\\nb\"}",
        HI + ",\"tools\":{}}",
        HI + ",\"tools\":[{}]}",
        HI + ",\"context\":\"London\"}",
        HI + ",\"context\":[{\"value\":\"London\"}]}",
        HI + ",\"context\":[{\"description\":\"page\",\"value\":{}}]}",
        HI + ",\"resume\":1}",
        HI + ",\"protocolVersion\":1}",
        HI + ",\"forwardedProps\":{\"language\":\"!\"}}",
        HI + ",\"forwardedProps\":{\"replaces\":7}}",
        HI + ",\"forwardedProps\":{\"selection\":\"fog\"}}",
        HI + ",\"forwardedProps\":{\"selection\":{\"version\":1,\"start\":0,\"end\":1}}}",
        "{\"type\":\"edit\",\"baseVersion\":1,\"markdown\":\"\",\"whenStale\":\"ask\"}",
        "{\"type\":\"restore\",\"version\":1}",
        "{\"type\":\"restore\",\"baseVersion\":1,\"version\":0}",
        "{\"type\":\"feedback\",\"rating\":\"good\"}",
        "{\"type\":\"feedback\",\"messageId\":\"m\",\"articleVersion\":1,\"rating\":\"good\"}",
        "{\"type\":\"feedback\",\"messageId\":\"m\",\"rating\":\"splendid\"}",
        "{\"threadId\":\"another\",\"messages\":[{\"id\":\"m\",\"role\":\"user\",\"content\":\"x\"}]}",
        "{\"messages\":[{\"id\":\"m\",\"role\":\"user\",\"content\":\"x\"}],"
            + "\"forwardedProps\":{\"whenBusy\":\"panic\"}}"
      })
  void saysWhatIsWrongWithAMalformedFrame(String text) throws Exception {
    // Given
    TestSocket socket = connect();
    // When
    socket.send(text);
    // Then
    assertThat(rejection(socket).get("code").stringValue()).isEqualTo("MALFORMED");
    assertThat(conversations.commands(id)).isEmpty();
  }

  @Test
  void answersAMessageWithoutItsPictureAndSaysSo() throws Exception {
    // Given
    TestSocket socket = connect();
    // When
    socket.send(
        """
        {"messages": [{"id": "m1", "role": "user", "content": [
          {"type": "image", "source": {"type": "url", "value": "https://example.com/a.png"}},
          {"type": "text", "text": "Describe London"},
          {"type": "hologram"}]}]}
        """);
    // Then
    assertThat(submitted(conversations.commands(id).take()).getMessage())
        .isEqualTo("Describe London");
    JsonNode notice = socket.frame();
    assertThat(notice.path("name").stringValue()).isEqualTo("quillmesh.notice");
    assertThat(notice.at("/value/messageId").stringValue()).isEqualTo("m1");
    assertThat(notice.at("/value/code").stringValue()).isEqualTo("CONTENT_LEFT_OUT");
    assertThat(notice.at("/value/message").stringValue()).contains("image, hologram");
  }

  @Test
  void rejectsMoreContextThanTravelsWithATurn() throws Exception {
    // Given
    TestSocket socket = connect();
    // When
    socket.send(
        HI
            + ",\"context\":[{\"description\":\"page\",\"value\":\"%s\"}]}"
                .formatted("x".repeat(16 * 1024)));
    // Then
    JsonNode rejection = rejection(socket);
    assertThat(rejection.get("code").stringValue()).isEqualTo("CONTEXT_TOO_LARGE");
    assertThat(rejection.get("messageId").stringValue()).isEqualTo("m");
    assertThat(conversations.commands(id)).isEmpty();
  }

  @Test
  void rejectsAMessageThatIsTooLargeByItsId() throws Exception {
    // Given
    TestSocket socket = connect();
    // When
    socket.send(message("m1", "写".repeat(16 * 1024 / 3 + 1)));
    // Then
    JsonNode rejection = rejection(socket);
    assertThat(rejection.get("code").stringValue()).isEqualTo("MESSAGE_TOO_LARGE");
    assertThat(rejection.get("messageId").stringValue()).isEqualTo("m1");
  }

  @Test
  void rejectsAnEmptyMessageAPictureAndAnArticleThatIsTooLarge() throws Exception {
    // Given
    TestSocket socket = connect();
    // When
    socket.send(message("m1", " "));
    socket.send(
        "{\"messages\":[{\"id\":\"m\",\"role\":\"user\",\"content\":[{\"type\":\"image\"}]}]}");
    socket.send(
        "{\"type\":\"edit\",\"baseVersion\":1,\"markdown\":\"%s\"}"
            .formatted("x".repeat(200 * 1024 + 1)));
    // Then
    assertThat(rejection(socket).get("code").stringValue()).isEqualTo("MESSAGE_EMPTY");
    assertThat(rejection(socket).get("code").stringValue()).isEqualTo("UNSUPPORTED_CONTENT");
    assertThat(rejection(socket).get("code").stringValue()).isEqualTo("ARTICLE_TOO_LARGE");
  }

  @Test
  void saysSoWhenTheBrokerDoesNotTakeAMessage() throws Exception {
    // Given
    conversations.answers =
        new FakeConversations.Answers() {
          @Override
          public CompletionStage<Void> submitted(ClientCommand command) {
            return CompletableFuture.failedFuture(new IllegalStateException("broker down"));
          }
        };
    TestSocket socket = connect();
    // When
    socket.send(message("m1", "hello"));
    // Then
    JsonNode rejection = rejection(socket);
    assertThat(rejection.get("code").stringValue()).isEqualTo("UNAVAILABLE");
    assertThat(rejection.get("messageId").stringValue()).isEqualTo("m1");
  }

  @Test
  void closesOnAFrameBeyondAllSize() throws Exception {
    // Given
    TestSocket socket = connect();
    // When
    var _ = socket.socket().sendText("x".repeat(600_000), true);
    // Then
    assertThat(socket.awaitClose().code()).isEqualTo(1008);
  }

  @Test
  void closesOnBinaryFrames() throws Exception {
    // Given
    TestSocket socket = connect();
    // When
    var _ = socket.socket().sendBinary(ByteBuffer.wrap(new byte[] {1, 2, 3}), true).join();
    // Then
    assertThat(socket.awaitClose().code()).isEqualTo(1008);
  }

  @Test
  void closesOnAFlood() throws Exception {
    // Given
    TestSocket socket = connect();
    // When
    var sent = CompletableFuture.completedFuture(socket.socket());
    for (int i = 0; i < 500; i++) {
      sent = sent.thenCompose(open -> open.sendText(message("m", "again"), true));
    }
    // Then
    assertThat(socket.awaitClose().code()).isEqualTo(1008);
  }

  @Test
  void dropsAClientThatDoesNotReadWithoutHoldingUpTheConversation() throws Exception {
    // Given
    Browser browser = Browser.withSession(port);
    TestSocket slow =
        TestSocket.openWithoutReading(
            Browser.handshake().subprotocols("ag-ui.v1", "bearer." + browser.token),
            browser.uri(id, ""));
    FakeConversations.Attachment attachment = conversations.attachments(id).take();
    slow.send(message("m1", "hello"));
    conversations.commands(id).take(); // what comes now is live, not catching up
    Frame large = frame(1, "x".repeat(50_000));
    // When
    for (int i = 0; i < 1_000; i++) {
      attachment.listener().onFrame(large);
    }
    slow.read();
    // Then
    assertThat(slow.awaitClose().code()).isEqualTo(4408);
    assertThat(slow.frames.size()).isLessThan(1_000);
    assertThat(conversations.detached(id).take()).isEqualTo(attachment.connectionId());
  }

  @Test
  void dropsAClientThatAnswersNoPing() throws Exception {
    // Given
    Browser browser = Browser.withSession(port);
    TestSocket mute =
        TestSocket.openWithoutReading(
            Browser.handshake().subprotocols("ag-ui.v1", "bearer." + browser.token),
            browser.uri(id, ""));
    conversations.attachments(id).take();
    // When
    connections.beat();
    connections.beat();
    connections.beat();
    mute.read();
    // Then
    assertThat(mute.awaitClose().code()).isEqualTo(4408);
  }

  private static JsonNode rejection(TestSocket socket) throws InterruptedException {
    JsonNode frame = socket.frame();
    assertThat(frame.get("type").stringValue()).isEqualTo("CUSTOM");
    assertThat(frame.get("name").stringValue()).isEqualTo("quillmesh.rejected");
    assertThat(frame.has("metadata")).isFalse();
    return frame.get("value");
  }

  private static SubmitMessage submitted(ClientCommand command) {
    return (SubmitMessage) Objects.requireNonNull(command.getCommand());
  }

  private static String message(String messageId, String text) {
    return "{\"messages\":[{\"id\":\"%s\",\"role\":\"user\",\"content\":\"%s\"}]}"
        .formatted(messageId, text);
  }
}
