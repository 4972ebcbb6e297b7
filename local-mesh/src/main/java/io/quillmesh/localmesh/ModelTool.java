package io.quillmesh.localmesh;

import io.quillmesh.localmesh.config.Checkout;
import io.quillmesh.localmesh.config.Console;
import io.quillmesh.localmesh.config.MeshException;
import io.quillmesh.localmesh.config.ModelSettings;
import io.quillmesh.localmesh.config.Part;
import io.quillmesh.localmesh.program.Tool;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** {@code ./mesh model check}: runs the model check with the settings that the agents would get. */
final class ModelTool {
  private static final int OK = 0;

  private ModelTool() {}

  /**
   * Runs the tool on this terminal and waits for it to end.
   *
   * @return its exit code
   * @throws MeshException if it is called wrongly
   */
  static int run(
      List<String> arguments, Map<String, String> variables, Checkout checkout, Console console)
      throws IOException, InterruptedException {
    if (arguments.isEmpty() || !arguments.getFirst().equals("check")) {
      throw new MeshException("Say what to do with the model: ./mesh model check.");
    }
    boolean isHelp = arguments.contains("--help") || arguments.contains("-h");
    boolean isNamed =
        variables.entrySet().stream()
            .anyMatch(it -> it.getKey().endsWith("_BASE_URL") && !it.getValue().isBlank());
    ModelSettings settings = ModelSettings.of(variables, Part.OFFLINE_MODEL.defaultPort());
    if (settings.isOffline() && !isNamed && !isHelp) {
      console.say(
          "No model is configured, so the offline model answers, which needs no check. Set"
              + " OPENAI_API_KEY, or OPENAI_BASE_URL and OPENAI_MODEL.");
      return OK;
    }
    return new Tool(checkout.jar("model-check"))
        .run(arguments.subList(1, arguments.size()), settings.environment());
  }
}
