package io.quillmesh.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.quillmesh.endtoend.checks.BlackBox;
import io.quillmesh.endtoend.checks.Broker;
import io.quillmesh.endtoend.checks.OtherLanguage;
import io.quillmesh.endtoend.checks.Registry;
import io.quillmesh.endtoend.client.Connection;
import io.quillmesh.endtoend.client.Gateway;
import io.quillmesh.endtoend.client.Message;
import io.quillmesh.endtoend.client.OfflineModel;
import io.quillmesh.endtoend.client.Person;
import io.quillmesh.endtoend.client.Run;
import io.quillmesh.testing.Node;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Services in other languages read and write on the topics, with npm's packages. */
@BlackBox
class OtherLanguageTest {

  private static final String COMMANDS = "conversation.commands";

  /** All topics of a good turn. */
  private static final List<String> TURN =
      List.of(
          COMMANDS,
          "conversation.turns",
          "conversation.intents",
          "conversation.contexts",
          "conversation.articles",
          "conversation.requests",
          "conversation.replies",
          "conversation.phases",
          "conversation.chunks",
          "conversation.index");

  @BeforeAll
  static void needsNode() {
    assumeThat(Node.isThere()).as("Node is installed").isTrue();
  }

  @ParameterizedTest
  @CsvSource({"Write a travelogue about Porto, Porto", "帮我写一篇里斯本🏛游记, 里斯本"})
  void theMeshAnswersACommandAndTheWholeTurnCanBeRead(
      String text, String topic, Gateway gateway, Broker broker, Registry registry) {
    // Given a person who watches a conversation
    var other = new OtherLanguage(broker, registry);
    Person person = gateway.newPerson();
    Connection connection = person.open().ready();
    String conversation = connection.conversationId();
    Message message = Message.of(text);

    // When another service says something in their name
    other.write(COMMANDS, conversation, command(person, conversation, message));

    // Then the mesh answers, and the other service reads the same as the person
    Run run = connection.run(message);
    assertThat(run.succeeded()).isTrue();
    assertThat(run.article()).contains(topic);

    JsonNode read = other.read(List.of(conversation, person.subject()), TURN);
    assertThat(first(read, "conversation.turns").at("/turn/message").asString()).isEqualTo(text);
    assertThat(first(read, "conversation.intents").at("/recognition/intent").asString())
        .isEqualTo("GENERATE_ARTICLE");
    assertThat(first(read, "conversation.articles").at("/result/article/markdown").asString())
        .isEqualTo(run.article());
    assertThat(first(read, "conversation.replies").path("text").asString()).isEqualTo(run.reply());
    assertThat(first(read, "conversation.phases").path("phase").asString())
        .isEqualTo(run.state().path("phase").asString());
    assertThat(
            read.path("conversation.index")
                .valueStream()
                .map(event -> event.path("conversationId")))
        .extracting(JsonNode::asString)
        .containsOnly(conversation);
    assertThat(read.path("texts").valueStream().map(JsonNode::asString))
        .containsExactlyInAnyOrder(run.article(), run.reply());
  }

  @Test
  void failuresAndCancellationsCanBeRead(
      Gateway gateway, OfflineModel model, Broker broker, Registry registry) {
    // Given a turn without a reply and one that was stopped
    Connection connection = gateway.newPerson().open().ready();
    model.always("errorRate", "reply");
    connection.say("Write a poem about Faro");
    model.behaveWell();
    model.delay(Duration.ZERO, Duration.ofMillis(50));
    Message stopped = connection.send("Write a story about Braga");
    connection.awaitFrame(
        "its start",
        frame -> frame.is("RUN_STARTED") && frame.text("runId").equals(stopped.runId()));
    connection.abort(stopped.runId());
    connection.run(stopped);

    // When, Then
    JsonNode read =
        new OtherLanguage(broker, registry)
            .read(
                List.of(connection.conversationId()),
                List.of("conversation.failures", "conversation.cancellations"));
    assertThat(first(read, "conversation.failures").at("/failure/agent").asString())
        .isEqualTo("reply");
    assertThat(first(read, "conversation.cancellations").path("turnId").asString())
        .isEqualTo(stopped.runId());
  }

  private static JsonNode first(JsonNode read, String topic) {
    return read.path(topic).path(0);
  }

  private static Map<String, ?> command(Person person, String conversation, Message message) {
    return Map.of(
        "eventId", UUID.randomUUID().toString(),
        "occurredAt", System.currentTimeMillis(),
        "conversationId", conversation,
        "subject", person.subject(),
        "tenant", "",
        "command",
            Map.of(
                "io.quillmesh.schemas.SubmitMessage",
                Map.of(
                    "turnId",
                    message.runId(),
                    "messageId",
                    message.id(),
                    "message",
                    message.text())));
  }
}
