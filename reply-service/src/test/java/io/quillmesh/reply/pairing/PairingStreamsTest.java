package io.quillmesh.reply.pairing;

import io.quillmesh.localmesh.KafkaAndRegistry;
import io.quillmesh.localmesh.testing.WithKafkaAndRegistry;
import io.quillmesh.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Status;

/** Kafka Streams' life, whatever it pairs. */
@WithKafkaAndRegistry
@Tag("long")
class PairingStreamsTest {
  private final byte[] deadly = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);
  private final CountDownLatch readTwice = new CountDownLatch(2);
  private volatile boolean kills = true;

  @Test
  void anInstanceWhoseThreadsFailAgainAndAgainIsNotReadyUntilOneWorks(
      KafkaAndRegistry mesh, @TempDir Path folder) throws Exception {
    PairingStreams streams = streams(mesh, folder);
    PairingHealth health = new PairingHealth(streams);
    try {
      streams.start();
      await(health, Status.UP);

      send(mesh);
      readTwice.await();
      await(health, Status.DOWN);

      kills = false;
      await(health, Status.UP);
    } finally {
      streams.stop();
    }
  }

  private PairingStreams streams(KafkaAndRegistry mesh, Path folder) {
    Map<String, Object> kafka = Map.of("bootstrap.servers", mesh.bootstrapServers());
    Properties settings =
        StreamsSettings.of(
            kafka,
            new PairingProperties(
                Duration.ofHours(1), Duration.ofSeconds(1), 1, Duration.ofSeconds(8)));
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, UUID.randomUUID().toString());
    settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
    StopSignal stopSignal = new StopSignal();
    return new PairingStreams(
        topology(),
        settings,
        new SourceTopics(kafka, PairingTopology.topics()),
        stopSignal,
        Duration.ofSeconds(8));
  }

  /** A record ends whoever reads it, until the cause is gone. */
  private Topology topology() {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(Topics.CONTEXTS.name(), Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
        .foreach((_, value) -> {
          if (kills && Arrays.equals(value, deadly)) {
            readTwice.countDown();
            throw new AssertionError("A test ends this thread");
          }
        });
    return builder.build();
  }

  private void send(KafkaAndRegistry mesh) throws ExecutionException, InterruptedException {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", mesh.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(Topics.CONTEXTS.name(), deadly, deadly)).get();
    }
  }

  private static void await(PairingHealth health, Status wanted) {
    Awaitility.await()
        .dontCatchUncaughtExceptions()
        .atMost(Duration.ofSeconds(60))
        .until(() -> health.health().getStatus().equals(wanted));
  }
}
