package io.quillmesh.deadletters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quillmesh.schemas.Groups;
import io.quillmesh.schemas.Topics;
import io.quillmesh.testing.KafkaAndRegistry;
import io.quillmesh.testing.WithKafkaAndRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Replays records that real agents have put aside. */
@WithKafkaAndRegistry
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayTest {
  private final TestAgents agents;
  private final Writer writer;
  private final Tool tool;

  ReplayTest(KafkaAndRegistry mesh) {
    agents = new TestAgents(mesh);
    writer = new Writer(mesh);
    tool = Tool.on(mesh);
  }

  @AfterAll
  void close() {
    agents.close();
    writer.close();
  }

  @Test
  void aRepairedRecordIsWorkedOnByTheGroupThatFailedAndByNoOther() {
    // Given a record whose schema is lost
    String conversation = UUID.randomUUID().toString();
    String turn = UUID.randomUUID().toString();
    int schema = writer.nextSchemaId();
    agents.awaitDone(
        writer.write(conversation, writer.turnOfUnknownSchema(conversation, turn, schema)));
    List<JsonNode> letters = tool.list(conversation);
    assertThat(letters)
        .extracting(
            letter -> letter.path("group").asString() + " " + letter.path("reason").asString())
        .containsExactlyInAnyOrder("intent-service SCHEMA_ID", "context-service SCHEMA_ID");
    writer.registerSchema(schema);

    // When
    String letter = letterOf(Groups.INTENT_SERVICE, letters);
    tool.run("replay", "--by", "anna", "--note", "OPS-1", letter).isDone();

    // Then
    String next = UUID.randomUUID().toString();
    agents.awaitDone(writer.write(conversation, writer.turn(conversation, next)));
    assertThat(agents.workedOn(Groups.INTENT_SERVICE)).contains(turn, next);
    assertThat(agents.workedOn(Groups.CONTEXT_SERVICE)).contains(next).doesNotContain(turn);
    assertThat(tool.list(conversation))
        .extracting(left -> left.path("group").asString())
        .containsExactly("context-service");
    assertThat(tool.list(conversation, "--all", "--group", Groups.INTENT_SERVICE))
        .singleElement()
        .satisfies(done -> {
          assertThat(done.path("handled").path("action").asString()).isEqualTo("replayed");
          assertThat(done.path("handled").path("by").asString()).isEqualTo("anna");
          assertThat(done.path("handled").path("note").asString()).isEqualTo("OPS-1");
        });
  }

  @Test
  void whatWasReplayedIsReplayedAgainOnlyOnDemand() {
    // Given
    String conversation = UUID.randomUUID().toString();
    String turn = UUID.randomUUID().toString();
    int schema = writer.nextSchemaId();
    agents.awaitDone(
        writer.write(conversation, writer.turnOfUnknownSchema(conversation, turn, schema)));
    writer.registerSchema(schema);
    String letter = letterOf(Groups.CONTEXT_SERVICE, tool.list(conversation));
    tool.run("replay", letter).isDone();
    agents.awaitDone(writer.write(conversation, writer.turn(conversation, "first marker")));

    // When
    Tool.Run second = tool.run("replay", letter);
    Tool.Run third = tool.run("replay", "--again", letter);

    // Then
    assertThat(second.exitCode()).isEqualTo(1);
    assertThat(second.err()).contains(letter, "was replayed at", "--again");
    third.isDone();
    agents.awaitDone(writer.write(conversation, writer.turn(conversation, "second marker")));
    assertThat(agents.workedOn(Groups.CONTEXT_SERVICE)).filteredOn(turn::equals).hasSize(2);
  }

  @Test
  void whatFailsAgainIsANewLetterThatSaysSo() {
    // Given
    String conversation = UUID.randomUUID().toString();
    var record =
        new ProducerRecord<>(
            Topics.TURNS.name(), bytes(conversation), bytes("no record " + conversation));
    record.headers().add("traceparent", bytes("00-1-2-03"));
    agents.awaitDone(writer.write(record));
    String first = letterOf(Groups.INTENT_SERVICE, tool.list(conversation));

    // When
    tool.run("replay", first).isDone();

    // Then
    String second =
        await()
            .atMost(Duration.ofSeconds(30))
            .until(
                () -> Tool.names(tool.list(conversation, "--group", Groups.INTENT_SERVICE)),
                names -> !names.isEmpty())
            .getFirst();
    assertThat(second).isNotEqualTo(first);
    JsonNode shown = tool.run("show", "--json", second).isDone().json().get(0);
    assertThat(shown.path("replays").asInt()).isEqualTo(1);
    assertThat(shown.path("key").asString()).isEqualTo(conversation);
    assertThat(shown.path("headers").valueStream().map(header -> header.path("name").asString()))
        .contains("traceparent", "quillmesh.replay.letter")
        .doesNotHaveDuplicates();
    assertThat(Tool.names(tool.list(conversation))).doesNotContain(first);
  }

  @Test
  void allThatAFilterFindsAreReplayedWhenItIsMeant() {
    // Given
    String conversation = UUID.randomUUID().toString();
    int schema = writer.nextSchemaId();
    List<String> turns = List.of(UUID.randomUUID().toString(), UUID.randomUUID().toString());
    for (String turn : turns) {
      agents.awaitDone(
          writer.write(conversation, writer.turnOfUnknownSchema(conversation, turn, schema)));
    }
    agents.awaitDone(writer.write(conversation, bytes("garbage")));
    writer.registerSchema(schema);
    String[] filter = {
      "--topic", Topics.TURNS.name(), "--group", Groups.INTENT_SERVICE, "--reason", "SCHEMA_ID"
    };

    // When
    Tool.Run announced = tool.run("replay", with(filter, "--all"));
    int before = tool.list(conversation).size();
    tool.run("replay", with(filter, "--all", "--yes")).isDone();

    // Then
    assertThat(announced.exitCode()).isEqualTo(2);
    assertThat(announced.out()).contains("SCHEMA_ID");
    assertThat(announced.err()).contains("Nothing was done", "--yes");
    assertThat(before).isEqualTo(6);
    agents.awaitDone(writer.write(conversation, writer.turn(conversation, "next")));
    assertThat(agents.workedOn(Groups.INTENT_SERVICE)).containsAll(turns);
    assertThat(agents.workedOn(Groups.CONTEXT_SERVICE)).doesNotContainAnyElementsOf(turns);
    assertThat(tool.list(conversation))
        .extracting(
            letter -> letter.path("group").asString() + " " + letter.path("reason").asString())
        .containsExactlyInAnyOrder(
            "intent-service FRAMING",
            "context-service FRAMING",
            "context-service SCHEMA_ID",
            "context-service SCHEMA_ID");
  }

  private static String letterOf(String group, List<JsonNode> letters) {
    return letters.stream()
        .filter(letter -> letter.path("group").asString().equals(group))
        .map(letter -> letter.path("letter").asString())
        .findFirst()
        .orElseThrow();
  }

  private static String[] with(String[] some, String... more) {
    return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
