package io.quillmesh.gateway.conversation.local;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quillmesh.gateway.conversation.streams.ConversationSettings;
import io.quillmesh.gateway.conversation.streams.CrashMarker;
import io.quillmesh.gateway.conversation.streams.Provisioned;
import io.quillmesh.gateway.conversation.streams.StreamsLifecycle;
import io.quillmesh.gateway.conversation.streams.StreamsSettings;
import io.quillmesh.gateway.conversation.topology.TaskResources;
import io.quillmesh.schemas.EventCodec;
import io.quillmesh.schemas.Topics;
import io.quillmesh.testing.KafkaAndRegistry;
import io.quillmesh.testing.WithKafkaAndRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts and stops Kafka Streams with another topology. */
@WithKafkaAndRegistry
class StreamsLifecycleTest {
  private final KafkaAndRegistry mesh;

  StreamsLifecycleTest(KafkaAndRegistry mesh) {
    this.mesh = mesh;
  }

  /** A record that ends the thread that reads it, until the cause is gone. */
  private static final class Deadly {
    private final byte[] value = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);
    private final CountDownLatch twice = new CountDownLatch(2);
    private volatile boolean active = true;

    Topology topology() {
      StreamsBuilder builder = new StreamsBuilder();
      builder.stream(Topics.COMMANDS.name(), Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
          .foreach((_, read) -> {
            if (active && Arrays.equals(read, value)) {
              twice.countDown();
              throw new AssertionError("A test ends this thread");
            }
          });
      return builder.build();
    }
  }

  @Test
  void anInstanceWhoseThreadsFailAgainAndAgainIsNotReadyUntilOneWorks(@TempDir Path folder)
      throws InterruptedException {
    Deadly deadly = new Deadly();
    StreamsLifecycle lifecycle = lifecycle(deadly.topology(), folder);
    try {
      lifecycle.start();
      await().until(lifecycle::isReady);

      try (FakeAgents agents = new FakeAgents(mesh)) {
        agents.sendBytes(Topics.COMMANDS.name(), "", deadly.value);
      }
      deadly.twice.await();
      await().until(() -> !lifecycle.isReady());

      deadly.active = false;
      await().until(lifecycle::isReady);
    } finally {
      lifecycle.stop();
    }
  }

  @Test
  void aStateDirectoryThatCannotBeMadeIsToldAtTheStart(@TempDir Path folder) throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    StreamsLifecycle lifecycle = lifecycle(new Topology(), file.resolve("state"));

    assertThatThrownBy(lifecycle::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(file.resolve("state").toString())
        .hasMessageContaining("STATE_DIR");
  }

  private StreamsLifecycle lifecycle(Topology topology, Path stateDir) {
    ConversationSettings settings = Gateway.settings(mesh, stateDir);
    Properties streams =
        StreamsSettings.of(
            Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, mesh.bootstrapServers()),
            settings);
    streams.put(StreamsConfig.APPLICATION_ID_CONFIG, UUID.randomUUID().toString());
    EventCodec codec = new EventCodec(mesh.registryUrl(), false);
    return new StreamsLifecycle(
        new Provisioned(
            Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, mesh.bootstrapServers())),
        codec,
        taskResources(codec, settings),
        topology,
        streams,
        new CrashMarker(stateDir),
        _ -> true);
  }

  private static TaskResources taskResources(EventCodec codec, ConversationSettings settings) {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    ConversationConfiguration parts = new ConversationConfiguration();
    return parts.taskResources(codec, settings, parts.knownAgents(settings, meters), meters);
  }

  private static ConditionFactory await() {
    return Awaitility.await().dontCatchUncaughtExceptions().atMost(Duration.ofSeconds(60));
  }
}
