package io.quillmesh.localmesh;

import io.quillmesh.localmesh.config.Console;
import io.quillmesh.localmesh.config.DataFolder;
import io.quillmesh.localmesh.config.Instance;
import io.quillmesh.localmesh.config.Part;
import io.quillmesh.localmesh.program.Programs;
import io.quillmesh.localmesh.supervision.PidFiles;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** {@code mesh status}: shows what runs, where, and whether it is ready. */
final class Status {

  private final DataFolder data;
  private final Console console;

  Status(DataFolder data, Console console) {
    this.data = data;
    this.console = console;
  }

  /** Whether all of it is ready. */
  boolean show() throws IOException {
    Map<String, Integer> ports = data.knownPorts();
    if (ports.isEmpty()) {
      console.say("No mesh has run with its data in " + data.path() + ".");
      return false;
    }
    var pids = new PidFiles(data.run());
    boolean allReady = true;
    for (Part part : Part.values()) {
      Instance instance = Instance.first(part);
      while (ports.get(instance.name()) instanceof Integer port) {
        allReady &= show(instance, port, pids.find(instance.name()));
        instance = new Instance(part, instance.number() + 1);
      }
    }
    return allReady;
  }

  private boolean show(Instance instance, int port, Optional<ProcessHandle> process) {
    boolean ready = process.isPresent() && Programs.isReady(instance.part(), port);
    String state = ready ? "ready" : process.isPresent() ? "not ready" : "not running";
    String pid = process.map(handle -> "pid " + handle.pid()).orElse("");
    console.say(instance.name(), "%-12s port %-6d %s".formatted(state, port, pid).stripTrailing());
    return ready;
  }
}
