package io.quillmesh.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.quillmesh.agent.scripted.Reaction;
import io.quillmesh.agent.scripted.ScriptedModel;
import io.quillmesh.schemas.ReplyComposed;
import io.quillmesh.schemas.Turn;
import io.quillmesh.schemas.TurnStarted;
import io.quillmesh.schemas.deadletter.ReplayHeaders;
import io.quillmesh.testing.KafkaAndRegistry;
import io.quillmesh.testing.WithKafkaAndRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What must not be worked on: bytes that are no record, and turns that were cancelled. */
@WithKafkaAndRegistry
class UnwantedWorkTest {
  private final ScriptedModel model = new ScriptedModel();
  private final KafkaAndRegistry mesh;
  private final TestAgent agent;
  private final Turn turn = TestAgent.turn();

  UnwantedWorkTest(KafkaAndRegistry mesh) {
    this.mesh = mesh;
    this.agent = new TestAgent(mesh, TestAgent::write);
  }

  @BeforeEach
  void start() {
    agent.with("quillmesh.agent.model.base-url=" + model.baseUrl()).startAndAwaitReady();
  }

  @AfterEach
  void close() {
    agent.close();
    model.close();
  }

  @Test
  void bytesThatAreNoRecordArePutAsideAndTheirNeighboursWorkedOn() {
    model.otherwise(Reaction.text("Hello"));
    byte[] garbage = "no record at all".getBytes(StandardCharsets.UTF_8);
    try (var letters =
            new Reader<>(
                mesh.bootstrapServers(),
                agent.input.deadLetterTopic(agent.group),
                record -> record);
        var results = agent.results()) {
      agent.sendRaw("key", garbage);
      agent.send(turn);
      agent.sendRaw("key", new byte[] {0, 0, 0, 0, 99, 1, 2, 3});
      agent.send(TestAgent.turn());

      assertThat(results.await(2)).hasSize(2);
      var letter =
          letters.await(2).stream().filter(it -> it.value().length == garbage.length).findFirst();
      assertThat(letter)
          .hasValueSatisfying(it -> {
            assertThat(it.key()).isEqualTo("key".getBytes(StandardCharsets.UTF_8));
            assertThat(it.value()).isEqualTo(garbage);
            assertThat(header(it, "topic")).isEqualTo(agent.input.name());
            assertThat(header(it, "offset")).isEqualTo("0");
            assertThat(header(it, "partition")).matches("[0-3]");
            assertThat(header(it, "group")).isEqualTo(agent.group);
            assertThat(header(it, "reason")).isEqualTo("FRAMING");
            assertThat(header(it, "message")).contains("expected a zero byte");
            assertThat(header(it, "at")).startsWith("20");
          });
    }
  }

  @Test
  void aCancelledTurnClosesTheModelsStreamAndPublishesNothing() throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch hungUp = new CountDownLatch(1);
    model
        .then(Reaction.hangAfter(List.of("Once upon"), asked, hungUp))
        .otherwise(Reaction.text("Next"));
    try (var results = agent.results()) {
      agent.send(turn);
      asked.await();

      agent.await(agent.cancellation(turn));

      hungUp.await();
      Turn next = turnIn(turn.getConversationId());
      agent.send(next);
      assertThat(results.await(1))
          .extracting(ReplyComposed::getTurnId)
          .containsExactly(next.getTurnId());
    }
  }

  @Test
  void aTurnThatIsDoneIsNotDoneAgainButAnothersOfTheSameIdIs() {
    model.otherwise(Reaction.text("Hello"));
    Turn done = TestAgent.turn();
    Turn others = Turn.newBuilder(TestAgent.turn()).setTurnId(done.getTurnId()).build();
    Turn next = turnIn(done.getConversationId());
    try (var results = agent.results()) {
      agent.send(done);
      assertThat(results.await(1)).hasSize(1);

      agent.send(done);
      agent.send(others);
      agent.send(next);

      assertThat(results.await(3))
          .extracting(ReplyComposed::getConversationId, ReplyComposed::getTurnId)
          .containsExactlyInAnyOrder(
              tuple(done.getConversationId(), done.getTurnId()),
              tuple(others.getConversationId(), others.getTurnId()),
              tuple(next.getConversationId(), next.getTurnId()));
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> agent.committed() >= agent.written());
      assertThat(model.requests()).hasSize(3);
    }
  }

  @Test
  void aReplayForAnotherGroupIsSkippedAndAcknowledged() throws InterruptedException {
    model.otherwise(Reaction.text("Hello"));
    Turn ours = TestAgent.turn();
    try (var results = agent.results()) {
      agent.await(replay(turn, "another-group"));
      agent.await(replay(ours, agent.group));

      assertThat(results.await(1))
          .extracting(ReplyComposed::getTurnId)
          .containsExactly(ours.getTurnId());
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> agent.committed() >= agent.written());
      assertThat(model.requests()).hasSize(1);
    }
  }

  private ProducerRecord<byte[], byte[]> replay(Turn again, String group) {
    return new ProducerRecord<>(
        agent.input.name(),
        null,
        again.getConversationId().getBytes(StandardCharsets.UTF_8),
        agent.codec.encode(agent.input, TurnStarted.newBuilder().setTurn(again).build()),
        ReplayHeaders.of(new RecordHeaders(), group, "letter"));
  }

  /** Cancellations arrive in order: once the later one shows, the earlier one has arrived. */
  @Test
  void aCancellationThatOvertakesItsRequestCounts() throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch hungUp = new CountDownLatch(1);
    model.then(Reaction.hangAfter(List.of(), asked, hungUp)).otherwise(Reaction.text("Hello"));
    Turn running = turnIn(turn.getConversationId());
    Turn last = turnIn(turn.getConversationId());
    try (var results = agent.results()) {
      agent.send(running);
      asked.await();
      agent.await(agent.cancellation(turn));
      agent.await(agent.cancellation(running));
      hungUp.await();

      agent.send(turn);
      agent.send(last);

      assertThat(results.await(1))
          .extracting(ReplyComposed::getTurnId)
          .containsExactly(last.getTurnId());
      assertThat(model.requests()).hasSize(2);
    }
  }

  private static Turn turnIn(String conversationId) {
    return Turn.newBuilder(TestAgent.turn()).setConversationId(conversationId).build();
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(
        record.headers().lastHeader("quillmesh.dlt." + name).value(), StandardCharsets.UTF_8);
  }
}
