package io.quillmesh.tuning.command;

import io.quillmesh.tuning.data.DataException;
import io.quillmesh.tuning.data.TaskFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the task of {@code --agent}. */
final class AgentPlace {
  private AgentPlace() {}

  /** The {@code tuning.yml} of a built-in agent by its name, or of the folder of a declared one. */
  static TaskFile task(Path root, String agent) {
    Path builtIn = root.resolve(agent + "-service", "tuning", TaskFile.NAME);
    Path declared = Path.of(agent).resolve(TaskFile.NAME);
    if (!agent.contains("/") && Files.exists(builtIn)) {
      return TaskFile.read(builtIn);
    }
    if (Files.exists(declared)) {
      return TaskFile.read(declared);
    }
    throw new DataException(
        "There is nothing to train for --agent %s: neither %s nor %s exists. docs/prompt-tuning.md says what is in such a file."
            .formatted(agent, builtIn, declared));
  }
}
