package io.quillmesh.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.agent.scripted.Reaction;
import io.quillmesh.agent.scripted.ScriptedModel;
import io.quillmesh.schemas.ReplyComposed;
import io.quillmesh.schemas.Turn;
import io.quillmesh.testing.KafkaAndRegistry;
import io.quillmesh.testing.WithKafkaAndRegistry;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;

/** The agent's consumers end by themselves, as they do after an error in spring-kafka. */
@WithKafkaAndRegistry
class SupervisionTest {
  private static final String DEADLY = "deadly";

  private final ScriptedModel model = new ScriptedModel();
  private final TestAgent agent;

  SupervisionTest(KafkaAndRegistry mesh) {
    this.agent = new TestAgent(mesh, TestAgent::write);
  }

  @AfterEach
  void close() {
    agent.close();
    model.close();
  }

  /** Ends the first consumer that gets a marked record. */
  public static final class Deadly implements ConsumerInterceptor<byte[], byte[]> {
    private static final Set<String> met = ConcurrentHashMap.newKeySet();
    private static final Set<ClassLoader> loaders = ConcurrentHashMap.newKeySet();

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
      for (ConsumerRecord<byte[], byte[]> record : records) {
        if (record.headers().lastHeader(DEADLY) != null && met.add(record.topic())) {
          throw new AssertionError("A test ends this consumer");
        }
      }
      return records;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

    @Override
    public void close() {}

    @Override
    public void configure(Map<String, ?> settings) {
      loaders.add(Thread.currentThread().getContextClassLoader());
    }
  }

  @Test
  void consumersThatEndedBeginAgainAndNothingIsLost() throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch hungUp = new CountDownLatch(1);
    model
        .then(Reaction.text("Hello"))
        .then(Reaction.hangAfter(List.of("Once upon"), asked, hungUp))
        .otherwise(Reaction.text("Next"));
    agent.with(
        "quillmesh.agent.model.base-url=" + model.baseUrl(),
        "spring.kafka.consumer.properties.interceptor.classes=" + Deadly.class.getName());
    ClassLoader jar =
        new URLClassLoader(new URL[0], Thread.currentThread().getContextClassLoader());
    Thread.currentThread().setContextClassLoader(jar);
    ConfigurableApplicationContext instance = agent.startAndAwaitReady();
    Thread.currentThread().setContextClassLoader(jar.getParent());
    Turn first = TestAgent.turn();
    Turn second = TestAgent.turn();
    try (var results = agent.results()) {
      agent.await(deadly(agent.request(0, first)));
      agent.await(deadly(agent.cancellation(first)));
      TestAgent.awaitHealth(instance, health -> !health.getStatus().equals(Status.UP));
      TestAgent.awaitHealth(instance, health -> health.getStatus().equals(Status.UP));

      assertThat(results.await(1))
          .extracting(ReplyComposed::getTurnId)
          .containsExactly(first.getTurnId());

      agent.send(second);
      asked.await();
      agent.await(agent.cancellation(second));

      hungUp.await();
    }
    // A Boot jar has its own class loader, and Kafka uses that of the thread.
    assertThat(Deadly.loaders).containsExactly(jar);
  }

  private static ProducerRecord<byte[], byte[]> deadly(ProducerRecord<byte[], byte[]> record) {
    record.headers().add(DEADLY, new byte[0]);
    return record;
  }
}
