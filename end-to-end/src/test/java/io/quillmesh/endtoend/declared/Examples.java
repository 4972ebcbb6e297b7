package io.quillmesh.endtoend.declared;

import io.quillmesh.endtoend.checks.Broker;
import io.quillmesh.endtoend.checks.Processes;
import io.quillmesh.endtoend.mesh.Mesh;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Examples of agents that are folders, which take part in turns until this is closed. */
public final class Examples implements AutoCloseable {

  private final AgentStart host;
  private final Directories directories;
  private final Broker broker;
  private final List<String> names;

  private Examples(AgentStart host, Directories directories, Broker broker, List<String> names) {
    this.host = host;
    this.directories = directories;
    this.broker = broker;
    this.names = names;
  }

  /** Returns when all gateways have admitted them. */
  public static Examples start(Mesh mesh, Processes processes, Broker broker, List<String> names)
      throws IOException, InterruptedException {
    var host = AgentStart.of(mesh, names.stream().map(Folder::example).toArray(Path[]::new));
    var examples = new Examples(host, Directories.of(processes), broker, names);
    try {
      for (String name : names) {
        host.awaitNews(name, "is admitted");
        examples.directories.awaitStatus(name, "ADMITTED");
      }
      return examples;
    } catch (RuntimeException | AssertionError e) {
      examples.close();
      throw e;
    }
  }

  /** Ends and withdraws them. */
  @Override
  public void close() throws InterruptedException {
    host.close();
    directories.remove(broker, names.toArray(String[]::new));
  }
}
