package io.quillmesh.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.endtoend.checks.BlackBox;
import io.quillmesh.endtoend.client.Connection;
import io.quillmesh.endtoend.client.Gateway;
import io.quillmesh.endtoend.client.Message;
import io.quillmesh.endtoend.client.OfflineModel;
import io.quillmesh.endtoend.client.Run;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Buttons: their intent is known, so no model is asked for it. */
@BlackBox
class PressedChoiceTest {

  @Test
  void aCurrentChoiceNeedsNoRecognition(Gateway gateway, OfflineModel model) {
    Connection connection = gateway.newPerson().open().ready();
    JsonNode button = ThreeTurns.templates(connection.say("帮我写一篇敦煌游记")).getFirst();
    long before = model.calls("intent");

    Run run = connection.run(connection.press(button));

    assertThat(run.state().at("/intent/name").asString()).isEqualTo("CHOOSE_TEMPLATE");
    assertThat(run.state().at("/article/version").asInt()).isEqualTo(2);
    assertThat(model.calls("intent")).isEqualTo(before);
  }

  @Test
  void aStaleChoiceIsReadAsText(Gateway gateway, OfflineModel model) {
    Connection connection = gateway.newPerson().open().ready();
    connection.say("Write a travelogue about Petra");
    long before = model.calls("intent");

    Run run =
        connection.run(
            connection.send(
                Message.of("Make the article half as long", Map.of("choiceId", "long-gone"))));

    assertThat(run.state().at("/intent/name").asString()).isEqualTo("CHANGE_LENGTH");
    assertThat(model.calls("intent")).isEqualTo(before + 1);
  }
}
