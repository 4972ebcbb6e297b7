package io.quillmesh.endtoend.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quillmesh.endtoend.checks.BlackBox;
import io.quillmesh.endtoend.checks.Broker;
import io.quillmesh.endtoend.checks.DeadLetters;
import io.quillmesh.endtoend.checks.Registry;
import io.quillmesh.endtoend.client.Connection;
import io.quillmesh.endtoend.client.Gateway;
import io.quillmesh.endtoend.client.Json;
import io.quillmesh.endtoend.client.Person;
import io.quillmesh.endtoend.mesh.Mesh;
import io.quillmesh.endtoend.mesh.WithMesh;
import io.quillmesh.schemas.ClientCommand;
import io.quillmesh.schemas.EventCodec;
import io.quillmesh.schemas.Groups;
import io.quillmesh.schemas.RenameConversation;
import io.quillmesh.schemas.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** An operator handles a command whose schema got lost, and garbage. */
@WithMesh
@BlackBox
class DeadLetterToolTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String TITLE = "Petra at dawn";

  @Test
  void repairsWhatCanBeRepairedAndDropsTheRest(
      Mesh mesh, Gateway gateway, Broker broker, Registry registry, DeadLetters dead) {
    // Given
    var tool = new DeadLetterTool(mesh);
    Person person = gateway.newPerson();
    Connection connection = person.open().ready();
    String conversation = connection.conversationId();
    int lost = registerVariant(registry) + 1;
    byte[] command = rename(mesh, person, conversation, lost);
    byte[] garbage = ("garbage " + conversation).getBytes(StandardCharsets.UTF_8);
    for (byte[] value : List.of(command, garbage)) {
      broker.put(Topics.COMMANDS.name(), conversation, value);
      dead.expect(Topics.COMMANDS.deadLetterTopic(Groups.GATEWAY), value);
    }
    List<JsonNode> letters =
        await().atMost(PATIENCE).until(() -> tool.list(conversation), found -> found.size() == 2);
    assertThat(letters)
        .extracting(letter -> letter.path("reason").asString())
        .containsExactly("SCHEMA_ID", "FRAMING");
    String repairable = letters.getFirst().path("letter").asString();
    String hopeless = letters.getLast().path("letter").asString();
    assertThat(tool.run("show", hopeless)).contains("FRAMING", "67 61 72 62 61 67 65");

    // When
    while (registerVariant(registry) < lost) {}
    assertThat(tool.run("show", repairable)).contains(TITLE);
    tool.run("replay", repairable);
    tool.run("drop", "--note", "nobody knows", hopeless);

    // Then
    await()
        .atMost(PATIENCE)
        .until(() ->
            person
                .call("GET", "/v1/conversations/" + conversation)
                .json()
                .path("title")
                .asString()
                .equals(TITLE));
    assertThat(tool.list(conversation)).isEmpty();
    assertThat(tool.run("list", "--all", "--limit", "100000"))
        .containsPattern(repairable + " .*replayed at ")
        .containsPattern(hopeless + " .*dropped at .*nobody knows");
  }

  private static int registerVariant(Registry registry) {
    Schema variant = new Schema.Parser().parse(Topics.COMMANDS.schema().toString());
    variant.addProp("variant", UUID.randomUUID().toString());
    return registry.register(Topics.COMMANDS.subject(), variant.toString());
  }

  /** The record of the gateway's edge, with an unknown schema. */
  private static byte[] rename(Mesh mesh, Person person, String conversation, int schemaId) {
    try (var codec = new EventCodec(mesh.registryUrl(), false)) {
      byte[] bytes =
          codec.encode(
              Topics.COMMANDS,
              ClientCommand.newBuilder()
                  .setConversationId(conversation)
                  .setSubject(subject(person))
                  .setCommand(new RenameConversation(TITLE))
                  .build());
      ByteBuffer.wrap(bytes).putInt(1, schemaId);
      return bytes;
    }
  }

  private static String subject(Person person) {
    String claims = person.token().split("\\.")[1];
    return Json.parse(new String(Base64.getUrlDecoder().decode(claims), StandardCharsets.UTF_8))
        .path("sub")
        .asString();
  }
}
