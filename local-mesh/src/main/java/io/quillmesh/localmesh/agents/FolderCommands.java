package io.quillmesh.localmesh.agents;

import io.quillmesh.localmesh.config.ModelSettings;
import io.quillmesh.localmesh.config.Part;
import io.quillmesh.localmesh.program.Tool;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The commands that need a folder and no mesh: the agent host has them. */
record FolderCommands(AgentTool tool) {

  static final Map<String, String> DESCRIPTIONS = descriptions();

  private static final Set<String> WITH_MODEL = Set.of("try", "test");
  private static final Set<String> HELP = Set.of("-h", "--help");

  private static Map<String, String> descriptions() {
    Map<String, String> commands = new LinkedHashMap<>();
    commands.put("new", "Makes a folder with an agent that runs.");
    commands.put("check", "Says everything that is wrong in a folder.");
    commands.put("try", "Asks an agent once, and prints its answer.");
    commands.put("test", "Asks an agent all of its cases, and checks the answers.");
    commands.put(
        "schema", "Prints the Avro schema of an agent's results, for those who read them.");
    return commands;
  }

  /** Runs a command with the model that the agents of a mesh would get. */
  int run(List<String> arguments) throws IOException, InterruptedException {
    var host = new Tool(tool.checkout().jar(Part.AGENT_HOST.processName()));
    if (!WITH_MODEL.contains(arguments.getFirst()) || arguments.stream().anyMatch(HELP::contains)) {
      return host.run(arguments, Map.of());
    }
    try (var offline = new OfflineModel(tool.checkout(), MeshAddress.usualData(tool))) {
      ModelSettings model = ModelSettings.of(tool.variables(), Part.OFFLINE_MODEL.defaultPort());
      return host.run(
          arguments,
          model.isOffline()
              ? ModelSettings.of(tool.variables(), offline.port()).environment()
              : model.environment());
    }
  }
}
