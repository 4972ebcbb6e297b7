package io.quillmesh.endtoend;

import io.quillmesh.endtoend.client.Connection;
import io.quillmesh.endtoend.client.Person;
import io.quillmesh.endtoend.client.Run;
import io.quillmesh.endtoend.client.SharedState;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What a person saw during a whole script. */
record ThreeTurns(Run write, Run revise, Run template) {

  static ThreeTurns of(Script script, Person person) {
    try (Connection connection = person.open().ready()) {
      Run write = connection.say(script.write());
      Run revise = connection.say(script.revise());
      // Pressed late: if it is not offered any more, its text counts.
      JsonNode button = templates(write).getFirst();
      Run template = connection.run(connection.press(button));
      return new ThreeTurns(write, revise, template);
    }
  }

  List<Run> all() {
    return List.of(write, revise, template);
  }

  /** The buttons that choose a template. */
  static List<JsonNode> templates(Run run) {
    return SharedState.elements(run.state().path("choices")).stream()
        .filter(choice -> choice.path("intent").asString().equals("CHOOSE_TEMPLATE"))
        .toList();
  }
}
