package io.quillmesh.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.quillmesh.endtoend.checks.AgUiPackages;
import io.quillmesh.endtoend.checks.BlackBox;
import io.quillmesh.endtoend.client.Gateway;
import io.quillmesh.endtoend.client.Json;
import io.quillmesh.endtoend.client.Person;
import io.quillmesh.endtoend.client.SharedState;
import io.quillmesh.testing.Node;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The client of the npm package, which does not know this project, over {@code POST /v1/agent}: the
 * oldest version that works, and the newest.
 */
@BlackBox
class StockClientTest {

  /** The client's own name for its conversation, not a UUID. */
  private static final String THREAD = "a trip to Lisbon";

  private static final Path CLIENT = Path.of("src/test/js/http-agent.mjs");

  @Test
  void theNewestHasAConversationOfTwoTurns(Gateway gateway) {
    List<JsonNode> runs = conversation(gateway, "@ag-ui/client");

    assertThat(runs)
        .allSatisfy(run ->
            assertThat(texts(run.path("types")))
                .startsWith("RUN_STARTED")
                .contains("TEXT_MESSAGE_CONTENT", "STATE_DELTA", "SUBAGENT_STARTED")
                .endsWith("RUN_FINISHED"));
    JsonNode started = runs.getLast().path("started");
    assertThat(started.path("threadId").asString()).isEqualTo(THREAD);
    assertThat(started.path("runId").asString()).isEqualTo("run-2");
    assertThat(started.path("protocolVersion").asString()).isEqualTo("1.0");
  }

  /**
   * Its parser refuses every event that it does not know. Earlier versions refuse texts that run at
   * the same time.
   */
  @Test
  void theOldestHasAConversationOfTwoTurns(Gateway gateway) {
    conversation(gateway, "@ag-ui/client-oldest");
  }

  private static List<JsonNode> conversation(Gateway gateway, String client) {
    assumeThat(Node.isThere()).as("Node is installed").isTrue();
    Person person = gateway.newPerson();

    List<JsonNode> runs =
        SharedState.elements(
            Json.parse(
                Node.run(
                    CLIENT,
                    AgUiPackages.installed().toString(),
                    client,
                    gateway.address().toString(),
                    person.token(),
                    THREAD,
                    "Help me write a travelogue about Lisbon",
                    "Change the artistic mood of the article to non-realist")));

    assertThat(runs).hasSize(2);
    assertThat(runs)
        .allSatisfy(
            run -> assertThat(run.at("/state/article/markdown").asString()).contains("Lisbon"));
    assertThat(runs)
        .extracting(run -> run.at("/state/article/version").asInt())
        .containsExactly(1, 2);
    assertThat(runs.getLast().path("messages"))
        .extracting(message -> message.path("content").asString(""))
        .contains(runs.getLast().at("/state/article/markdown").asString());
    return runs;
  }

  private static List<String> texts(JsonNode array) {
    return SharedState.elements(array).stream().map(JsonNode::asString).toList();
  }
}
