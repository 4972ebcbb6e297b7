package io.quillmesh.localmesh.agents;

import io.quillmesh.localmesh.config.Part;
import io.quillmesh.localmesh.program.GatewayClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which running mesh is meant, and the variables that do the same. */
final class MeshAddress {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where the data of the running mesh is. Default: MESH_DATA, or else .mesh.")
  private @Nullable Path data;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description =
          "A token that the gateway accepts, if it has an issuer of tokens. Default: MESH_TOKEN.")
  private @Nullable String token;

  RunningMesh mesh(AgentTool tool) throws IOException {
    return RunningMesh.in(data == null ? usualData(tool) : data.toAbsolutePath().normalize());
  }

  static Path usualData(AgentTool tool) {
    return variable(tool.variables(), "MESH_DATA")
        .map(Path::of)
        .orElse(tool.checkout().root().resolve(".mesh"))
        .toAbsolutePath()
        .normalize();
  }

  AgentDirectory directory(AgentTool tool, RunningMesh mesh) {
    return new AgentDirectory(
        GatewayClient.onThisMachine(mesh.port(Part.GATEWAY)),
        Optional.ofNullable(token).or(() -> variable(tool.variables(), "MESH_TOKEN")));
  }

  private static Optional<String> variable(Map<String, String> variables, String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
  }
}
