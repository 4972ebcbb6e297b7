package io.quillmesh.tuning.command;

import io.quillmesh.tuning.data.DataException;
import io.quillmesh.tuning.data.Route;
import io.quillmesh.tuning.data.TaskFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the task of {@code --agent}. */
final class AgentPlace {
  /** What did best for intents. */
  private static final Map<Route, String> ENCODERS =
      Map.of(Route.ZH, "bge-small-zh", Route.EN, "e5-small");

  private AgentPlace() {}

  /**
   * The {@code tuning.yml} of a built-in agent by its name, or what follows from the folder of a
   * declared one.
   *
   * @param schema the JSON schema of a declared agent's answer, which the script makes
   */
  static TaskFile task(Path root, String agent, @Nullable Path schema) {
    Path builtIn = root.resolve(agent + "-service", "tuning", TaskFile.NAME);
    if (!agent.contains("/") && Files.exists(builtIn)) {
      return TaskFile.read(builtIn);
    }
    Path folder = Path.of(agent);
    if (Files.exists(folder.resolve("agent.yml"))) {
      if (schema == null) {
        throw new DataException(
            "The JSON schema of the answer is missing: ./mesh agent schema --json %s > FILE, then --schema FILE"
                .formatted(agent));
      }
      return TaskFile.declared(folder, schema, ENCODERS);
    }
    throw new DataException(
        "There is nothing to train for --agent %s: it is no agent with a %s, and no folder with an agent.yml. docs/prompt-tuning.md says what can be trained."
            .formatted(agent, builtIn));
  }
}
