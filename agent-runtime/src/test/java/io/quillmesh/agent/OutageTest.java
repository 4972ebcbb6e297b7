package io.quillmesh.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.schemas.ReplyComposed;
import io.quillmesh.schemas.Turn;
import io.quillmesh.schemas.TurnStarted;
import io.quillmesh.testing.KafkaAndRegistry;
import io.quillmesh.testing.WithKafkaAndRegistry;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;

/** The registry and the broker go away and come back: nothing good is lost or put aside. */
@WithKafkaAndRegistry
class OutageTest {
  private final KafkaAndRegistry mesh;
  private final TestAgent agent;
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final Turn turn = TestAgent.turn();

  OutageTest(KafkaAndRegistry mesh) {
    this.mesh = mesh;
    this.agent = new TestAgent(mesh, this::perform);
  }

  private ReplyComposed perform(TurnStarted request, AgentContext context) {
    begun.countDown();
    try {
      goOn.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return TestAgent.reply(request.getTurn(), context, "done", "");
  }

  @AfterEach
  void close() {
    goOn.countDown();
    agent.close();
  }

  @Test
  void whileTheRegistryIsOutGoodRecordsWaitAndOnlyGarbageIsPutAside()
      throws IOException, InterruptedException {
    goOn.countDown();
    // The writer knows it from now on, and no reader does yet.
    agent.codec.encode(agent.input, TurnStarted.newBuilder().setTurn(turn).build());
    mesh.stopRegistry();
    try (var letters =
            new Reader<>(
                mesh.bootstrapServers(),
                agent.input.deadLetterTopic(agent.group),
                ConsumerRecord::value);
        var results = results()) {
      ConfigurableApplicationContext instance = agent.start();
      agent.send(0, turn);
      agent.sendRaw("key", new byte[] {1, 2, 3});

      assertThat(letters.await(1)).containsExactly(new byte[] {1, 2, 3});
      Health waiting =
          TestAgent.awaitHealth(instance, health -> says(health, "registry", "degraded"));
      assertThat(waiting.getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
      assertThat(waiting.getDetails()).containsEntry("schemas", "not known yet");

      mesh.startRegistry();

      assertThat(results.await(1)).containsExactly(turn.getTurnId());
      Health ready = TestAgent.awaitHealth(instance, health -> says(health, "schemas", "known"));
      assertThat(ready.getStatus()).isEqualTo(Status.UP);
      instance.close();
      assertThat(letters.await(1)).hasSize(1);
      assertThat(agent.committed()).isEqualTo(2);
    } finally {
      mesh.startRegistry();
    }
  }

  @Test
  void aBrokerThatGoesAwayBeforeTheResultGetsItWhenItIsBack()
      throws IOException, InterruptedException {
    agent.start();
    agent.send(turn);
    begun.await();
    mesh.stopBroker();
    goOn.countDown();
    mesh.startBroker();
    try (var results = results()) {
      Turn next = TestAgent.turn();
      agent.send(next);

      List<String> all = results.await(found -> found.contains(next.getTurnId()));
      assertThat(all).contains(next.getTurnId());
      agent.stop();
      assertThat(agent.committed()).isEqualTo(agent.written());
    }
    try (var results = new Reader<>(mesh.bootstrapServers(), agent.output.name(), this::turnId)) {
      results.fromTheBeginning();
      assertThat(results.await(found -> found.contains(turn.getTurnId()))).isNotEmpty();
    }
  }

  private static boolean says(Health health, String detail, String beginning) {
    return String.valueOf(health.getDetails().get(detail)).startsWith(beginning);
  }

  private Reader<String> results() {
    return new Reader<>(mesh.bootstrapServers(), agent.output.name(), this::turnId);
  }

  private String turnId(ConsumerRecord<byte[], byte[]> record) {
    return agent.codec.decode(agent.output, record.value()).getTurnId();
  }
}
