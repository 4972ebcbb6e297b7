package io.quillmesh.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.deadletters.letter.LetterId;
import io.quillmesh.schemas.Groups;
import io.quillmesh.schemas.PhaseDecided;
import io.quillmesh.schemas.Topics;
import io.quillmesh.schemas.deadletter.DeadLetterHeaders;
import io.quillmesh.schemas.deadletter.DeadLetterHeaders.Origin;
import io.quillmesh.testing.KafkaAndRegistry;
import io.quillmesh.testing.WithKafkaAndRegistry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** An operator's commands on letters of all kinds, which are where consumers put them. */
@WithKafkaAndRegistry
class LettersTest {
  private static final String DEAD = Topics.PHASES.deadLetterTopic(Groups.GATEWAY);
  private static final Instant AT = Instant.parse("2026-11-23T18:00:00Z");

  private final String key = UUID.randomUUID().toString();
  private final KafkaAndRegistry mesh;
  private final Writer writer;
  private final Tool tool;

  LettersTest(KafkaAndRegistry mesh) {
    this.mesh = mesh;
    this.writer = new Writer(mesh);
    this.tool = Tool.on(mesh);
  }

  @AfterEach
  void close() {
    writer.close();
  }

  @Test
  void listCountsByTopicGroupAndReason() {
    String letter = put("KEY", bytes("some"));

    Tool.Run text = tool.run("list", "--topic", Topics.PHASES.name(), "--limit", "100000").isDone();

    assertThat(text.out().lines().findFirst())
        .hasValueSatisfying(
            head -> assertThat(head).contains("TOPIC", "GROUP", "REASON", "OLDEST"));
    assertThat(text.out())
        .containsPattern("conversation\\.phases +gateway +KEY +\\d+ +\\d+ \\w+ ago")
        .containsPattern(letter + " +2026-11-23T18:00:00Z +KEY +4 +what is wrong");
    assertThat(tool.list(key, "--reason", "FRAMING")).isEmpty();
    assertThat(tool.list(key, "--topic", Topics.TURNS.name())).isEmpty();
    assertThat(tool.list(key, "--group", "gate")).isEmpty();
    assertThat(tool.list(key, "--group", Groups.GATEWAY, "--reason", "key")).hasSize(1);
  }

  @Test
  void showTellsTheEventWhereItCanBeDecoded() {
    PhaseDecided event =
        PhaseDecided.newBuilder()
            .setConversationId("伦敦")
            .setOccurredAt(AT)
            .setTurnId("\u001b[31m")
            .build();
    String letter = put("KEY", writer.codec.encode(Topics.PHASES, event));

    JsonNode shown = tool.run("show", "--json", letter).isDone().json().get(0);
    Tool.Run text = tool.run("show", letter).isDone();

    assertThat(shown.path("event").path("conversationId").asString()).isEqualTo("伦敦");
    assertThat(shown.path("since").asString()).isEqualTo("2026-11-23T18:00:00Z");
    assertThat(text.out())
        .contains(letter, "conversation.phases, partition 2, offset 42", "gateway", "\"伦敦\"")
        .contains("KEY: what is wrong", "2026-11-23T18:00:00Z (", " ago)", key)
        .doesNotContain("\u001b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "0000000000",
        "007fffff00ffffffff",
        "1b5b33316d7265640d0a",
        "00000000%02xfeffffff0e7d7b",
        "00000000%02x02"
      })
  void showSurvivesAnyGarbage(String hex) {
    int schema = schemaId();
    byte[] garbage = HexFormat.of().parseHex(hex.formatted(schema));
    String letter = put("PAYLOAD", garbage);

    Tool.Run text = tool.run("show", letter).isDone();
    JsonNode shown = tool.run("show", "--json", letter).isDone().json().get(0);

    assertThat(text.out()).contains("not decoded").doesNotContain("\u001b");
    assertThat(shown.path("value").binaryValue()).isEqualTo(garbage);
    assertThat(shown.path("notDecoded").asString()).isNotEmpty();
  }

  @Test
  void aRegistryOutOfReachIsNamedAndTheRestIsShown() {
    String letter =
        put("KEY", writer.codec.encode(Topics.PHASES, PhaseDecided.newBuilder().build()));

    Tool.Run shown = new Tool(mesh.bootstrapServers(), "http://127.0.0.1:1").run("show", letter);

    assertThat(shown.exitCode()).isEqualTo(1);
    assertThat(shown.out()).contains("not decoded", "out of reach", "000000  00 ");
  }

  @Test
  void whatIsDroppedIsListedOnlyOnDemand() {
    String letter = put("KEY", bytes("some"));

    Tool.Run dropped = tool.run("drop", "--by", "anna", letter).isDone();
    Tool.Run again = tool.run("drop", letter);

    assertThat(dropped.out()).contains(letter + " dropped");
    assertThat(tool.list(key)).isEmpty();
    assertThat(Tool.names(tool.list(key, "--all"))).containsExactly(letter);
    assertThat(again.exitCode()).isEqualTo(1);
    assertThat(again.err()).contains(letter, "was dropped at", "by anna");
  }

  /** The value did not fit together with the headers, so only the headers were written. */
  @Test
  void anOmittedValueIsTakenFromWhereTheRecordWasRead() {
    // Given
    byte[] value = writer.codec.encode(Topics.PHASES, PhaseDecided.newBuilder().build());
    RecordMetadata original =
        writer.write(new ProducerRecord<>(Topics.PHASES.name(), 1, bytes(key), value));
    Headers headers =
        headers(new Origin(Topics.PHASES.name(), 1, original.offset(), Groups.GATEWAY), "KEY");
    DeadLetterHeaders.omitValue(headers);
    String letter = name(writer.write(new ProducerRecord<>(DEAD, 0, bytes(key), null, headers)));

    // When
    JsonNode shown = tool.run("show", "--json", letter).isDone().json().get(0);
    tool.run("replay", letter).isDone();

    // Then
    assertThat(shown.path("value").binaryValue()).isEqualTo(value);
    assertThat(lastOf(Topics.PHASES.name(), 1)).isEqualTo(value);
  }

  @Test
  void aLetterThatDoesNotSayWhereItComesFromIsListedAndShownButNotReplayed() {
    String bare = name(writer.write(new ProducerRecord<>(DEAD, 0, bytes(key), bytes("some"))));
    Headers elsewhere = headers(new Origin("payments", 0, 1, Groups.GATEWAY), "KEY");
    String forged =
        name(writer.write(new ProducerRecord<>(DEAD, 0, bytes(key), bytes("some"), elsewhere)));

    Tool.Run replayed = tool.run("replay", bare, forged);

    assertThat(Tool.names(tool.list(key))).containsExactly(bare, forged);
    assertThat(tool.run("show", bare).isDone().out()).contains("73 6f 6d 65");
    assertThat(replayed.exitCode()).isEqualTo(1);
    assertThat(replayed.err().lines())
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).contains("is not replayed", "which consumer"));
  }

  /** It would be newer than the agent's card, which would then be gone. */
  @Test
  void aRecordThatIsNoCardIsShownButNotReplayed() {
    String dead = Topics.CARDS.deadLetterTopic(Groups.GATEWAY_CARDS);
    Headers headers = headers(new Origin("mesh.agents", 0, 7, Groups.GATEWAY_CARDS), "FRAMING");
    String letter =
        name(writer.write(new ProducerRecord<>(dead, 0, bytes(key), bytes("some"), headers)));

    Tool.Run replayed = tool.run("replay", letter);

    assertThat(Tool.names(tool.list(key, "--topic", "mesh.agents"))).containsExactly(letter);
    assertThat(tool.run("show", letter).isDone().out())
        .contains("mesh.agents, partition 0, offset 7", "73 6f 6d 65");
    assertThat(replayed.exitCode()).isEqualTo(1);
    assertThat(replayed.err()).contains(letter, "start the agent again, and drop this letter");
    assertThat(tool.run("drop", letter).isDone().out()).contains(letter + " dropped");
  }

  @Test
  void aLetterThatIsNotThereHoldsUpNoOther() {
    String letter = put("KEY", bytes("some"));

    Tool.Run run =
        tool.run("drop", "conversation.phases.gateway:0:999999", "nobody.nothing:0:1", letter);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("no letter conversation.phases.gateway:0:999999", "no letter nobody.nothing:0:1");
    assertThat(run.out()).contains(letter + " dropped");
    assertThat(tool.run("show", "nobody.nothing:0:1").err())
        .contains("no letter nobody.nothing:0:1");
  }

  @Test
  void wrongUsageIsExplained() {
    assertThat(tool.run("replay").err()).contains("Name letters, or use --all");
    assertThat(tool.run("drop", "x.y:0:1", "--all").err()).contains("Name letters, or use --all");
    assertThat(tool.run("drop", "x.y:0:1", "--topic", "x").err()).contains("go with --all");
    assertThat(tool.run("show", "17").err()).contains("'17' is no letter's name");
    assertThat(tool.run("drop", "x.y:0:1", "z").err()).contains("'z' is no letter's name");
    assertThat(tool.run("bury").exitCode()).isEqualTo(2);
  }

  @Test
  void aBrokerOutOfReachIsNamed() {
    Tool.Run run = new Tool("127.0.0.1:1", "http://127.0.0.1:1").run("list");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("No answer from the broker at 127.0.0.1:1");
  }

  @Test
  void aFolderOfALocalMeshSaysWhereItIs(@TempDir Path data) throws Exception {
    String letter = put("KEY", bytes("some"));
    Path settings = Files.createDirectories(data.resolve("run")).resolve("client.properties");
    Files.writeString(settings, "bootstrap.servers=" + mesh.bootstrapServers());

    assertThat(Tool.run(new String[] {"show", "--data", data.toString(), letter}).out())
        .contains(letter);
    assertThat(
            Tool.run(new String[] {"list", "--command-config", settings.toString()}).isDone().out())
        .contains("LETTER");
    assertThat(Tool.run(new String[] {"list", "--data", data + "/none"}).err())
        .contains("No mesh has run");
  }

  private String put(String reason, byte[] value) {
    Headers headers = headers(new Origin(Topics.PHASES.name(), 2, 42, Groups.GATEWAY), reason);
    return name(writer.write(new ProducerRecord<>(DEAD, 0, bytes(key), value, headers)));
  }

  private static Headers headers(Origin origin, String reason) {
    return DeadLetterHeaders.of(new RecordHeaders(), origin, reason, "what is wrong", AT);
  }

  private static String name(RecordMetadata written) {
    return new LetterId(written.topic(), written.partition(), written.offset()).toString();
  }

  private int schemaId() {
    return ByteBuffer.wrap(writer.codec.encode(Topics.PHASES, PhaseDecided.newBuilder().build()))
        .getInt(1);
  }

  private byte[] lastOf(String topic, int partition) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", (Object) mesh.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      var only = List.of(new TopicPartition(topic, partition));
      consumer.assign(only);
      long end = consumer.endOffsets(only).getOrDefault(only.getFirst(), 0L);
      consumer.seek(only.getFirst(), end - 1);
      while (true) {
        for (var record : consumer.poll(Duration.ofMillis(100))) {
          return record.value();
        }
      }
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
