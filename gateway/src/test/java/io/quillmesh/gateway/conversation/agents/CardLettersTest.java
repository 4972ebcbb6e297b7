package io.quillmesh.gateway.conversation.agents;

import static io.quillmesh.gateway.conversation.admission.SampleCards.card;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quillmesh.schemas.AgentCard;
import io.quillmesh.schemas.EventCodec;
import io.quillmesh.schemas.Groups;
import io.quillmesh.schemas.Topics;
import io.quillmesh.schemas.deadletter.DeadLetterHeaders;
import io.quillmesh.schemas.deadletter.DeadLetterHeaders.Death;
import io.quillmesh.testing.KafkaAndRegistry;
import io.quillmesh.testing.WithKafkaAndRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Records that are no cards, and the gateways' dead letters of them, with a real broker. */
@WithKafkaAndRegistry
class CardLettersTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final TopicPartition LETTERS =
      new TopicPartition(Topics.CARDS.deadLetterTopic(Groups.GATEWAY_CARDS), 0);

  /** Tests share the topics. */
  private final String prefix = "letters-" + UUID.randomUUID().toString().substring(0, 8) + "-";

  private final List<CardLetters> gateways = new ArrayList<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private KafkaAndRegistry servers;
  private Publisher publisher;

  @BeforeEach
  void start(KafkaAndRegistry mesh) {
    servers = mesh;
    publisher = new Publisher(mesh);
  }

  @AfterEach
  void stop() {
    gateways.forEach(CardLetters::stop);
    publisher.close();
  }

  private CardLetters gateway() {
    Map<String, Object> kafka = Map.copyOf(servers.securedClient());
    EventCodec codec = new EventCodec(servers.registryUrl(), false);
    CardLetters letters = new CardLetters(kafka, kafka, codec, meters);
    gateways.add(letters);
    letters.start();
    return letters;
  }

  @Test
  void whatIsNoCardIsPutAsideWithTheReason() {
    // Given
    gateway();
    byte[] large = new byte[1_000_000];
    try (EventCodec codec = new EventCodec(servers.registryUrl(), true)) {
      byte[] stolen = codec.encode(Topics.CARDS, card(prefix + "other").build());

      // When
      send("garbage", bytes("not avro"));
      publisher.send(prefix + "sound", codec.encode(Topics.CARDS, card(prefix + "sound").build()));
      publisher.send(prefix + "refused", codec.encode(Topics.CARDS, refused()));
      publisher.withdraw(prefix + "gone");
      send("thief", stolen);
      send("generator", codec.encode(Topics.CARDS, card("generator", "phase").build()));
      send("large", large);

      // Then
      List<ConsumerRecord<byte[], byte[]>> letters = awaitLetters("large");
      assertThat(letters)
          .extracting(CardLettersTest::key)
          .containsExactly(
              prefix + "garbage", prefix + "thief", prefix + "generator", prefix + "large");
      assertThat(letters)
          .extracting(letter -> death(letter).reason())
          .containsExactly("FRAMING", "KEY", "BUILT_IN", "SCHEMA_ID");
      assertThat(letters.getFirst().value()).isEqualTo(bytes("not avro"));
      assertThat(letters.get(1).value()).isEqualTo(stolen);
      assertThat(death(letters.getFirst()).origin().topic()).isEqualTo("mesh.agents");
      assertThat(letters.getLast().value()).isEqualTo(large);
    }
    assertThat(
            meters
                .get("quillmesh.dead.letters")
                .tag("group", "gateway-cards")
                .tag("reason", "KEY")
                .counter()
                .count())
        .isEqualTo(1);
  }

  @Test
  void severalGatewaysAndTheirRestartsPutARecordAsideOnce() {
    // Given
    gateway();
    gateway();
    send("first", bytes("first"));
    awaitLetters("first");

    // When
    gateways.forEach(CardLetters::stop);
    send("second", bytes("second"));
    gateway();
    gateway();
    awaitLetters("second");
    send("third", bytes("third"));

    // Then
    assertThat(awaitLetters("third"))
        .extracting(CardLettersTest::key)
        .containsExactly(prefix + "first", prefix + "second", prefix + "third");
  }

  @Test
  void aRecordWaitsForTheRegistryAndIsNoLetterMeanwhile() throws Exception {
    // Given
    CardLetters before = gateway();
    send("before", bytes("some"));
    awaitLetters("before");
    before.stop();
    byte[] sound;
    try (EventCodec codec = new EventCodec(servers.registryUrl(), true)) {
      sound = codec.encode(Topics.CARDS, card(prefix + "sound").build());
    }
    servers.stopRegistry();

    // When
    try {
      gateway();
      publisher.send(prefix + "sound", sound);
      send("after", bytes("some"));
    } finally {
      servers.startRegistry();
    }

    // Then
    assertThat(awaitLetters("after"))
        .extracting(CardLettersTest::key)
        .containsExactly(prefix + "before", prefix + "after");
  }

  private AgentCard refused() {
    return card(prefix + "refused").setDeadlineMs(0).build();
  }

  private void send(String name, byte[] value) {
    publisher.send(prefix + name, value);
  }

  /** This test's letters, once the one of this name is there. */
  private List<ConsumerRecord<byte[], byte[]>> awaitLetters(String last) {
    return await()
        .atMost(PATIENCE)
        .until(
            this::letters,
            letters -> letters.stream().anyMatch(it -> key(it).equals(prefix + last)));
  }

  private List<ConsumerRecord<byte[], byte[]>> letters() {
    List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", (Object) servers.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(LETTERS));
      consumer.seekToBeginning(List.of(LETTERS));
      long end = consumer.endOffsets(List.of(LETTERS)).getOrDefault(LETTERS, 0L);
      while (consumer.position(LETTERS) < end) {
        consumer.poll(Duration.ofMillis(100)).forEach(letters::add);
      }
    }
    return letters.stream().filter(it -> key(it).startsWith(prefix)).toList();
  }

  private static String key(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.key(), StandardCharsets.UTF_8);
  }

  private static Death death(ConsumerRecord<byte[], byte[]> letter) {
    return DeadLetterHeaders.read(letter.headers()).orElseThrow();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
