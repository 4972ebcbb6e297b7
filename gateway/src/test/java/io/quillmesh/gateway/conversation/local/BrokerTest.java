package io.quillmesh.gateway.conversation.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.gateway.conversation.AttachResult;
import io.quillmesh.gateway.conversation.ConversationPage;
import io.quillmesh.gateway.conversation.ConversationSummary;
import io.quillmesh.gateway.conversation.Cursor;
import io.quillmesh.gateway.conversation.Frame;
import io.quillmesh.gateway.conversation.Owner;
import io.quillmesh.schemas.AgentCall;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.ArticleOutcome;
import io.quillmesh.schemas.ArticleResult;
import io.quillmesh.schemas.ArticleWritten;
import io.quillmesh.schemas.ClientCommand;
import io.quillmesh.schemas.ContextAnalyzed;
import io.quillmesh.schemas.IntentRecognized;
import io.quillmesh.schemas.PhaseDecided;
import io.quillmesh.schemas.ReplyComposed;
import io.quillmesh.schemas.SubmitMessage;
import io.quillmesh.schemas.TextChunk;
import io.quillmesh.schemas.Topics;
import io.quillmesh.schemas.Turn;
import io.quillmesh.testing.KafkaAndRegistry;
import io.quillmesh.testing.WithKafkaAndRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records in, frames out, with a real broker and a real registry. */
@WithKafkaAndRegistry
class BrokerTest {
  private final Owner anna = new Owner("anna-" + UUID.randomUUID(), "");

  private final String id = UUID.randomUUID().toString();
  private final String turnId = UUID.randomUUID().toString();
  private final Watcher watcher = new Watcher();
  private Gateway gateway;
  private FakeAgents agents;

  @BeforeEach
  void start(KafkaAndRegistry mesh, @TempDir Path folder) throws InterruptedException {
    gateway = Gateway.start(mesh, folder);
    agents = new FakeAgents(mesh);
  }

  @AfterEach
  void stop() {
    agents.close();
    gateway.close();
  }

  @Test
  void recordsInFramesOut() throws InterruptedException {
    // Given
    assertThat(attach(null, watcher)).isInstanceOf(AttachResult.Attached.class);

    // When
    submit();
    answer();

    // Then
    watcher.await("RUN_FINISHED");
    assertThat(watcher.types())
        .startsWith("STATE_SNAPSHOT", "MESSAGES_SNAPSHOT", "RUN_STARTED")
        .contains("TEXT_MESSAGE_START", "TEXT_MESSAGE_CONTENT", "TEXT_MESSAGE_END");
    // The list is folded separately, from committed records.
    Awaitility.await()
        .untilAsserted(() ->
            assertThat(list(gateway, anna))
                .extracting("title")
                .containsExactly("Write about London"));
  }

  private static List<ConversationSummary> list(Gateway gateway, Owner owner) {
    return gateway
        .conversations()
        .list(owner, new ConversationPage.Query("", 100, null))
        .conversations();
  }

  @Test
  void garbageIsPutAsideAndTheNextRecordIsTaken() throws InterruptedException {
    // Given
    attach(null, watcher);
    byte[] garbage = {1, 2, 3};

    // When
    agents.sendBytes(Topics.COMMANDS.name(), id, garbage);
    submit();

    // Then
    watcher.await("RUN_STARTED");
    assertThat(agents.awaitValue("conversation.commands.gateway.dlt", id)).isEqualTo(garbage);
  }

  @Test
  void aRestartLosesNothingAndTheClientGoesOnWhereItWas(KafkaAndRegistry mesh, @TempDir Path folder)
      throws InterruptedException {
    // Given
    attach(null, watcher);
    submit();
    Frame last = watcher.await("RUN_STARTED");

    // When
    gateway.close();
    gateway = Gateway.start(mesh, folder.resolve("another"));
    Watcher again = new Watcher();
    attach(last.cursor(), again);
    answer();

    // Then
    again.await("RUN_FINISHED");
    assertThat(again.types())
        .startsWith("STATE_DELTA", "SUBAGENT_STARTED", "SUBAGENT_STARTED")
        .doesNotContain("RUN_STARTED", "STATE_SNAPSHOT");
    assertThat(watcher.end).isNotNull();
  }

  /** As after a crash: everything that was not committed is read again at once. */
  @Test
  void noResultIsTakenBeforeTheCommandThatItAnswers(KafkaAndRegistry mesh, @TempDir Path folder)
      throws InterruptedException {
    // Given a command that comes in a later fetch than the results
    gateway.close();
    byte[] almostAWholeFetch = new byte[900_000];
    for (int i = 0; i < 3; i++) {
      agents.sendBytes(Topics.COMMANDS.name(), id, almostAWholeFetch);
    }
    agents.send(Topics.COMMANDS, id, command());
    answer();

    // When
    gateway = Gateway.start(mesh, folder.resolve("another"));

    // Then
    Awaitility.await()
        .until(() -> {
          Watcher late = new Watcher();
          return attach(null, late) instanceof AttachResult.Attached
              && late.await("MESSAGES_SNAPSHOT").json().contains("Hello, Anna");
        });
  }

  @Test
  void whileTheRegistryIsAwayRecordsWhoseSchemasAreKnownAreTaken(KafkaAndRegistry mesh)
      throws Exception {
    // Given
    attach(null, watcher);
    mesh.stopRegistry();

    // When
    try {
      submit();
      answer();

      // Then
      watcher.await("RUN_FINISHED");
    } finally {
      mesh.startRegistry();
    }
  }

  private AttachResult attach(@Nullable Cursor after, Watcher listener) {
    return gateway
        .conversations()
        .attach(id, anna, "connection", after, listener)
        .toCompletableFuture()
        .join();
  }

  private void submit() {
    gateway.conversations().submit(command()).toCompletableFuture().join();
  }

  private ClientCommand command() {
    return ClientCommand.newBuilder()
        .setEventId(UUID.randomUUID().toString())
        .setConversationId(id)
        .setSubject(anna.subject())
        .setConnectionId("connection")
        .setCommand(
            SubmitMessage.newBuilder()
                .setTurnId(turnId)
                .setMessageId("message")
                .setMessage("Write about London")
                .build())
        .build();
  }

  /** All five agents answer. */
  private void answer() {
    Turn turn = Turn.newBuilder().setConversationId(id).setTurnId(turnId).build();
    agents.send(Topics.INTENTS, id, IntentRecognized.newBuilder().setTurn(turn).build());
    agents.send(Topics.CONTEXTS, id, ContextAnalyzed.newBuilder().setTurn(turn).build());
    agents.send(
        Topics.ARTICLES,
        id,
        ArticleWritten.newBuilder()
            .setConversationId(id)
            .setTurnId(turnId)
            .setResult(ArticleResult.newBuilder().setOutcome(ArticleOutcome.UNCHANGED).build())
            .build());
    agents.send(
        Topics.PHASES,
        id,
        PhaseDecided.newBuilder().setConversationId(id).setTurnId(turnId).build());
    agents.send(
        Topics.CHUNKS, id, new TextChunk(id, turnId, Agents.REPLY, "s", 0, "Hello", false, ""));
    agents.send(
        Topics.REPLIES,
        id,
        ReplyComposed.newBuilder()
            .setConversationId(id)
            .setTurnId(turnId)
            .setText("Hello, Anna")
            .setStreamId("s")
            .setCall(AgentCall.newBuilder().setAgent(Agents.REPLY).setModel("m").build())
            .build());
  }
}
