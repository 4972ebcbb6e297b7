package io.quillmesh.agenthost.command;

import io.quillmesh.agenthost.folder.FolderReader;
import io.quillmesh.agenthost.folder.FolderReader.Reading;
import io.quillmesh.agenthost.host.HostApplication;
import io.quillmesh.agenthost.host.HostSettings;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code run}. */
@Command(
    name = "run",
    description = {
      "Runs agents in this process until it is stopped. Other processes may run the same ones: they"
          + " share the work.",
      "KAFKA_BOOTSTRAP_SERVERS, SCHEMA_REGISTRY_URL and OPENAI_... say where the mesh and the model"
          + " are; QUILLMESH_ENVIRONMENT chooses among the environments of agent.yml."
    },
    footer = {
      "",
      "Example:",
      "  java -jar agent-host.jar run agents/title-suggester agents/readability --watch"
    })
final class RunCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "DIR", description = "An agent's folder.")
  private List<Path> folders = List.of();

  @Option(
      names = "--watch",
      description = "Read a folder again when it has changed, and run what it has then.")
  private boolean watch;

  @Override
  public Integer call() throws InterruptedException {
    Console console = Console.of(spec);
    requireDifferentNames();
    boolean isAnyGood =
        folders.stream().map(FolderReader::read).anyMatch(Reading.Good.class::isInstance);
    if (!isAnyGood && !watch) {
      folders.forEach(console::folder);
      return ExitCode.SOFTWARE;
    }
    CountDownLatch closed = new CountDownLatch(1);
    ConfigurableApplicationContext host = HostApplication.start(new HostSettings(folders, watch));
    host.addApplicationListener(event -> {
      // Those of the agents come here, too.
      if (event instanceof ContextClosedEvent && event.getSource() == host) {
        closed.countDown();
      }
    });
    closed.await();
    return ExitCode.OK;
  }

  private void requireDifferentNames() {
    Set<Path> names = new HashSet<>();
    for (Path folder : folders) {
      Path name = folder.toAbsolutePath().normalize().getFileName();
      if (!names.add(name) && spec != null) {
        throw new ParameterException(
            spec.commandLine(), "There are two folders for " + name + "; give one of them");
      }
    }
  }
}
