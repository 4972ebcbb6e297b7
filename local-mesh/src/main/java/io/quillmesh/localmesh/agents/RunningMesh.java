package io.quillmesh.localmesh.agents;

import io.quillmesh.localmesh.config.AgentFolders;
import io.quillmesh.localmesh.config.Checkout;
import io.quillmesh.localmesh.config.DataFolder;
import io.quillmesh.localmesh.config.FreePorts;
import io.quillmesh.localmesh.config.MeshException;
import io.quillmesh.localmesh.config.ModelSettings;
import io.quillmesh.localmesh.config.Options;
import io.quillmesh.localmesh.config.Part;
import io.quillmesh.localmesh.program.Programs;
import io.quillmesh.localmesh.supervision.PidFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The mesh that runs with its data in a folder.
 *
 * @param ports of its processes, by their names
 */
record RunningMesh(DataFolder data, Map<String, Integer> ports) {

  /**
   * @throws MeshException if none runs there
   */
  static RunningMesh in(Path data) throws IOException {
    return find(data)
        .orElseThrow(() ->
            new MeshException(
                "No mesh runs with its data in %s. Start one with ./mesh up, or name its folder with --data DIR."
                    .formatted(data)));
  }

  static Optional<RunningMesh> find(Path path) throws IOException {
    var data = new DataFolder(path);
    Map<String, Integer> ports = data.knownPorts();
    var pids = new PidFiles(data.run());
    for (String name : ports.keySet()) {
      if (pids.find(name).isPresent()) {
        return Optional.of(new RunningMesh(data, ports));
      }
    }
    return Optional.empty();
  }

  /** A process's port. One that is run elsewhere, such as in an IDE, has its default port. */
  int port(Part part) {
    return ports.getOrDefault(part.processName(), part.defaultPort());
  }

  boolean has(Part part) {
    return ports.containsKey(part.processName());
  }

  String bootstrapServers() {
    return "127.0.0.1:" + port(Part.BROKER);
  }

  /**
   * What is needed to add these agents to the mesh, in one more agent host.
   *
   * @throws MeshException if it would ask another model than the mesh does
   */
  Options withOneMore(AgentFolders agents) {
    Map<Part, Integer> all = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      all.put(part, port(part));
    }
    all.put(Part.AGENT_HOST, FreePorts.next());
    return new Options(
        data.path(),
        all,
        List.of(),
        OptionalInt.empty(),
        Set.of(),
        false,
        List.of(),
        agents,
        false);
  }

  /** All programs, as an agent host beside this mesh needs them. */
  Programs programs(Checkout checkout, Options options, Map<String, String> variables) {
    ModelSettings model = ModelSettings.of(variables, options.port(Part.OFFLINE_MODEL));
    if (model.isOffline() && !has(Part.OFFLINE_MODEL)) {
      throw new MeshException(
          "The mesh in %s asks a real model, and no model is configured here: set the same OPENAI_API_KEY, OPENAI_BASE_URL and OPENAI_MODEL as for ./mesh up."
              .formatted(data.path()));
    }
    return new Programs(checkout, data, options, model, Map.of());
  }
}
