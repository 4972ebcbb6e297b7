package io.quillmesh.localmesh.agents;

import io.quillmesh.localmesh.cache.AotCache;
import io.quillmesh.localmesh.config.AgentFolders;
import io.quillmesh.localmesh.config.Instance;
import io.quillmesh.localmesh.config.MeshException;
import io.quillmesh.localmesh.config.Options;
import io.quillmesh.localmesh.config.Part;
import io.quillmesh.localmesh.program.Program;
import io.quillmesh.localmesh.program.Programs;
import io.quillmesh.localmesh.program.RunningProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./mesh agent start}. */
@Command(
    name = "start",
    description = {
      "Runs agents for the mesh that runs already, until Ctrl-C.",
      "Their cards stay when it ends: ./mesh agent remove withdraws an agent."
    },
    footer = {
      "",
      "Example:",
      "  ./mesh agent start agents/title-helper agents/fact-helper --watch"
    })
final class StartCommand implements Callable<Integer> {

  private static final Duration POLL = Duration.ofSeconds(1);

  /** On a terminal, what the host does with the folders matters, and not what its libraries do. */
  private static final Map<String, String> LOGGING =
      Map.of(
          "LOGGING_LEVEL_ROOT", "warn",
          "LOGGING_LEVEL_IO_QUILLMESH_AGENTHOST", "info");

  private static final Duration STOP_PATIENCE = Duration.ofSeconds(8);

  private final AgentTool tool;
  @Mixin private final MeshAddress address = new MeshAddress();

  @Parameters(paramLabel = "DIR", arity = "1..*", description = "The agents' folders.")
  private List<Path> folders = List.of();

  @Option(names = "--watch", description = "Loads an agent again when its files change.")
  private boolean watch;

  StartCommand(AgentTool tool) {
    this.tool = tool;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    RunningMesh mesh = address.mesh(tool);
    var agents = new AgentFolders(folders, watch);
    Options options = mesh.withOneMore(agents);
    Programs programs = mesh.programs(tool.checkout(), options, tool.variables());
    programs.checkAgents();
    Program host =
        AotCache.of(programs.of(Instance.first(Part.AGENT_HOST)), tool.checkout())
            .apply()
            .withEnvironment(LOGGING);
    RunningProgram running = RunningProgram.startHere(host);
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(running)));
    try (AgentDirectory directory = address.directory(tool, mesh)) {
      var news = new AdmissionNews(agents.names(), directory, tool.console());
      boolean ready = false;
      while (running.isAlive()) {
        ready = ready || Programs.isReady(Part.AGENT_HOST, options.port(Part.AGENT_HOST));
        if (ready) {
          news.tell();
        }
        Thread.sleep(POLL);
      }
    }
    throw new MeshException(
        "The agent host has ended, exit code %d; see above.".formatted(running.onExit().join()));
  }

  private static void stop(RunningProgram running) {
    try {
      running.stop(STOP_PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
