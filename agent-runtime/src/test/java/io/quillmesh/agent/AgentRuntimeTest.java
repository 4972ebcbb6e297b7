package io.quillmesh.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.agent.scripted.Reaction;
import io.quillmesh.agent.scripted.ScriptedModel;
import io.quillmesh.schemas.AgentFailed;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.EventIds;
import io.quillmesh.schemas.ReplyComposed;
import io.quillmesh.schemas.TextChunk;
import io.quillmesh.schemas.Topic;
import io.quillmesh.schemas.Topics;
import io.quillmesh.schemas.Turn;
import io.quillmesh.schemas.TurnStarted;
import io.quillmesh.testing.KafkaAndRegistry;
import io.quillmesh.testing.WithKafkaAndRegistry;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One instance, with a broker that asks for a password: records in, model calls, records out. */
@WithKafkaAndRegistry
class AgentRuntimeTest {
  private static final OutputSchema<Greeting> GREETING =
      new OutputSchema<>(
          "greeting",
          """
          {"type":"object","required":["greeting"],"additionalProperties":false,
           "properties":{"greeting":{"type":"string"}}}\
          """,
          Greeting.class);

  record Greeting(String greeting) {}

  private final ScriptedModel model = new ScriptedModel();
  private final KafkaAndRegistry mesh;
  private final Turn turn = TestAgent.turn();
  private volatile AgentTask<TurnStarted, ReplyComposed> task = TestAgent::write;
  private final TestAgent agent;

  AgentRuntimeTest(KafkaAndRegistry mesh) {
    this.mesh = mesh;
    this.agent = new TestAgent(mesh, (request, context) -> task.perform(request, context));
  }

  @BeforeEach
  void start() {
    agent
        .withSecuredBroker()
        .with("quillmesh.agent.model.base-url=" + model.baseUrl())
        .startAndAwaitReady();
  }

  @AfterEach
  void close() {
    agent.close();
    model.close();
  }

  private static ReplyComposed ask(TurnStarted request, AgentContext context) {
    return TestAgent.reply(
        request.getTurn(), context, context.ask(TestAgent.REQUEST, GREETING).greeting(), "");
  }

  @Test
  void aRecordInIsAStreamedTextAndARecordOut() {
    model.then(Reaction.text("你好", "，", "世界 \uD83D", "\uDE00!"));
    try (var chunks = chunks();
        var results = results()) {
      agent.send(turn);

      ReplyComposed result = results.await(1).getFirst();

      assertThat(result.getText()).isEqualTo("你好，世界 \uD83D\uDE00!");
      assertThat(result.getEventId()).isEqualTo(EventIds.of(turn.getTurnId(), Agents.REPLY));
      assertThat(result.getCall().getAgent()).isEqualTo(Agents.REPLY);
      assertThat(result.getCall().getModel()).isEqualTo("first");
      assertThat(result.getCall().getPromptHash()).isEqualTo("abc123");
      assertThat(result.getCall().getAttempts()).isEqualTo(1);
      assertThat(result.getCall().getInputTokens()).isEqualTo(100);
      assertThat(result.getCall().getOutputTokens()).isEqualTo(10);
      assertThat(joined(chunks.await(list -> joined(list).equals(result.getText()))))
          .isEqualTo(result.getText());
      assertThat(chunks.await(1))
          .allSatisfy(chunk -> {
            assertThat(chunk.getStreamId()).isEqualTo(result.getStreamId());
            assertThat(chunk.getAgent()).isEqualTo(Agents.REPLY);
            assertThat(Character.isHighSurrogate(last(chunk.getText()))).isFalse();
          });
    }
  }

  @Test
  void aCutStreamIsWrittenAnewInAStreamOfItsOwn() {
    model.then(Reaction.cutAfter("Once"), Reaction.text("Another", " text"));
    try (var chunks = chunks();
        var results = results()) {
      agent.send(turn);

      ReplyComposed result = results.await(1).getFirst();

      assertThat(result.getText()).isEqualTo("Another text");
      assertThat(result.getCall().getAttempts()).isEqualTo(2);
      List<TextChunk> all =
          chunks.await(list -> list.stream().map(TextChunk::getStreamId).distinct().count() == 2);
      assertThat(all.getFirst().getText()).isEqualTo("Once");
      assertThat(all.getFirst().getStreamId()).isNotEqualTo(result.getStreamId());
      assertThat(all).filteredOn(chunk -> chunk.getOffset() == 0).hasSize(2);
    }
  }

  @Test
  void anAnswerThatDoesNotFitIsRepairedOnce() {
    task = AgentRuntimeTest::ask;
    model.then(Reaction.text("{\"greetings\": 1}"), Reaction.text("{\"greeting\": \"Hello\"}"));
    try (var results = results()) {
      agent.send(turn);

      ReplyComposed result = results.await(1).getFirst();

      assertThat(result.getText()).isEqualTo("Hello");
      assertThat(result.getCall().getAttempts()).isEqualTo(2);
      assertThat(result.getCall().getInputTokens()).isEqualTo(200);
      var repair = model.requests().getLast().path("messages");
      assertThat(repair.at("/1/content").asString()).isEqualTo("{\"message\":\"Hello\"}");
      assertThat(repair.at("/2/role").asString()).isEqualTo("assistant");
      assertThat(repair.at("/2/content").asString()).isEqualTo("{\"greetings\": 1}");
      assertThat(repair.at("/3/role").asString()).isEqualTo("user");
      assertThat(repair.at("/3/content").asString()).contains("greeting").contains("required");
    }
  }

  @Test
  void anAnswerThatCannotBeRepairedIsAFailure() {
    task = AgentRuntimeTest::ask;
    model.otherwise(Reaction.text("I would rather not."));

    AgentFailed failed = failure();

    assertThat(failed.getFailure().getCode()).isEqualTo("MODEL_ANSWER_INVALID");
    assertThat(failed.getCall().getAttempts()).isEqualTo(2);
    assertThat(failed.getEventId()).isEqualTo(EventIds.of(turn.getTurnId(), Agents.REPLY));
    assertThat(failed.getTurn()).isEqualTo(turn);
  }

  @Test
  void aModelThatFailsForGoodIsAFailure() {
    model.otherwise(Reaction.status(503));

    assertThat(failure().getFailure().getCode()).isEqualTo("MODEL_UNAVAILABLE");
  }

  @Test
  void anAgentThatBreaksDownIsAFailure() {
    task =
        (_, _) -> {
          throw new IllegalStateException("as the test wants it");
        };

    AgentFailed failed = failure();

    assertThat(failed.getFailure().getCode()).isEqualTo("INTERNAL");
    assertThat(failed.getFailure().getMessage()).doesNotContain("as the test wants it");
  }

  @Test
  void aTextAboveTheBudgetIsAFailure() {
    model.then(Reaction.text("x".repeat(210_000)));

    assertThat(failure().getFailure().getMessage()).contains("204800 bytes");
  }

  @Test
  void aResultThatNoTopicTakesIsAFailure() {
    task =
        (request, context) -> TestAgent.reply(request.getTurn(), context, "x".repeat(3 << 20), "");

    AgentFailed failed = failure();

    assertThat(failed.getFailure().getCode()).isEqualTo("INTERNAL");
    assertThat(failed.getFailure().getMessage()).contains("too large");
  }

  private AgentFailed failure() {
    try (var failures =
        reader(Topics.FAILURES, it -> it.getTurn().getTurnId().equals(turn.getTurnId()))) {
      agent.send(turn);
      return failures.await(1).getFirst();
    }
  }

  private Reader<ReplyComposed> results() {
    return reader(agent.output, it -> it.getTurnId().equals(turn.getTurnId()));
  }

  private Reader<TextChunk> chunks() {
    return reader(Topics.CHUNKS, it -> it.getTurnId().equals(turn.getTurnId()));
  }

  private <T extends SpecificRecord> Reader<T> reader(Topic<T> topic, Function<T, Boolean> wanted) {
    return new Reader<>(
        mesh.bootstrapServers(),
        topic.name(),
        record -> {
          T event = agent.codec.decode(topic, record.value());
          return wanted.apply(event) ? event : null;
        });
  }

  private static String joined(List<TextChunk> chunks) {
    StringBuilder text = new StringBuilder();
    for (TextChunk chunk : chunks) {
      assertThat(chunk.getOffset()).isEqualTo(text.length());
      text.append(chunk.getText());
    }
    return text.toString();
  }

  private static char last(String text) {
    return text.charAt(text.length() - 1);
  }
}
