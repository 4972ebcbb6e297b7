package io.quillmesh.gateway.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.gateway.conversation.agui.AgUiOracle;
import io.quillmesh.gateway.testing.AgUi;
import io.quillmesh.gateway.testing.Browser;
import io.quillmesh.gateway.testing.EdgeTest;
import io.quillmesh.gateway.testing.FakeConversations;
import io.quillmesh.gateway.testing.ScriptedTurns;
import io.quillmesh.testing.Node;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code @ag-ui/client}'s own {@code HttpAgent}, which verifies every event as it comes. */
@EdgeTest
class StockClientTest {
  private static final Path MODULES = Path.of("target/ag-ui").toAbsolutePath();

  @LocalServerPort int port;
  @Autowired FakeConversations conversations;

  @BeforeEach
  void forget() throws Exception {
    var _ = new AgUiOracle(); // installs the client, or skips the test
    conversations.reset();
    conversations.answers = new ScriptedTurns();
  }

  @Test
  void hasAConversation() throws Exception {
    // Given
    String id = Browser.newId();
    conversations.snapshots.put(id, AgUi.snapshots());
    // When
    JsonNode seen = runAgent(id, "hello");
    // Then
    assertThat(seen.get("types").valueStream().map(JsonNode::stringValue))
        .containsExactly(
            "RUN_STARTED",
            "STATE_SNAPSHOT",
            "MESSAGES_SNAPSHOT",
            "TEXT_MESSAGE_START",
            "TEXT_MESSAGE_CONTENT",
            "TEXT_MESSAGE_END",
            "RUN_FINISHED");
    assertThat(seen.get("messages").valueStream().map(JsonNode::stringValue))
        .containsExactly("user: hello", "assistant: You said: hello");
  }

  private JsonNode runAgent(String threadId, String message) throws Exception {
    String said =
        Node.run(
            Path.of("src/test/ag-ui/run-agent.mjs"),
            MODULES.toString(),
            "http://localhost:" + port,
            String.valueOf(Browser.withSession(port).token),
            threadId,
            message);
    return new JsonMapper().readTree(said);
  }
}
