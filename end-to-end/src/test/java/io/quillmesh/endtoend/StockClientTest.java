package io.quillmesh.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.quillmesh.endtoend.checks.BlackBox;
import io.quillmesh.endtoend.checks.Node;
import io.quillmesh.endtoend.client.Gateway;
import io.quillmesh.endtoend.client.Json;
import io.quillmesh.endtoend.client.Person;
import io.quillmesh.endtoend.client.SharedState;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The npm package's own client, which knows nothing of us, over {@code POST /v1/agent}. */
@BlackBox
class StockClientTest {

  private static final Path CLIENT = Path.of("src/test/js/http-agent.mjs");

  @Test
  void hasAConversationOfTwoTurns(Gateway gateway) {
    assumeThat(Node.isThere()).as("Node is installed").isTrue();
    Person person = gateway.newPerson();

    List<JsonNode> runs =
        SharedState.elements(
            Json.parse(
                Node.run(
                    CLIENT,
                    Node.modules().toString(),
                    gateway.address().toString(),
                    person.token(),
                    UUID.randomUUID().toString(),
                    "Help me write a travelogue about Lisbon",
                    "Change the artistic mood of the article to non-realist")));

    assertThat(runs).hasSize(2);
    assertThat(runs)
        .allSatisfy(run -> {
          assertThat(texts(run.path("types")))
              .startsWith("RUN_STARTED")
              .contains("TEXT_MESSAGE_CONTENT", "STATE_DELTA")
              .endsWith("RUN_FINISHED");
          assertThat(run.at("/state/article/markdown").asString()).contains("Lisbon");
        });
    assertThat(runs)
        .extracting(run -> run.at("/state/article/version").asInt())
        .containsExactly(1, 2);
    assertThat(runs.getLast().path("messages"))
        .extracting(message -> message.path("content").asString(""))
        .contains(runs.getLast().at("/state/article/markdown").asString());
  }

  private static List<String> texts(JsonNode array) {
    return SharedState.elements(array).stream().map(JsonNode::asString).toList();
  }
}
