package io.quillmesh.agenthost.command;

import io.quillmesh.agenthost.check.Problem;
import io.quillmesh.agenthost.folder.AgentFolder;
import io.quillmesh.agenthost.folder.FolderReader;
import io.quillmesh.agenthost.folder.FolderReader.Reading;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;

/** What the commands share: where they print, and folders. */
record Console(PrintWriter out, PrintWriter err) {

  static Console of(@Nullable CommandSpec spec) {
    var command = Objects.requireNonNull(spec, "picocli sets it").commandLine();
    return new Console(command.getOut(), command.getErr());
  }

  /** Drops the log: the command says everything that matters. */
  static void withoutLog() {
    if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)
        instanceof ch.qos.logback.classic.Logger root) {
      root.setLevel(ch.qos.logback.classic.Level.OFF);
    }
  }

  /**
   * Goes through agents' folders. What is wrong with one is printed.
   *
   * @param use says whether all is well with an agent
   * @return the exit code
   */
  int each(List<Path> folders, BiPredicate<Path, AgentFolder> use) {
    boolean isGood = true;
    for (Path path : folders) {
      AgentFolder agent = folder(path).orElse(null);
      isGood &= agent != null && use.test(path, agent);
    }
    return isGood ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  /** The agent in a folder; empty if something is wrong with it, which is then printed. */
  Optional<AgentFolder> folder(Path path) {
    return switch (FolderReader.read(path)) {
      case Reading.Good(AgentFolder agent) -> Optional.of(agent);
      case Reading.Bad(List<Problem> problems) -> {
        problems.forEach(err::println);
        yield Optional.empty();
      }
    };
  }
}
