package io.quillmesh.agenthost.command;

import io.quillmesh.agenthost.folder.AgentName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code new}. */
@Command(
    name = "new",
    description =
        "Writes the folder of a new agent, which runs as it is. Its comments say how to go on.",
    footer = {"", "Example:", "  ./mesh agent new title-helper"})
final class NewCommand implements Callable<Integer> {
  private static final List<String> FILES =
      List.of("agent.yml", "prompt.md", "answer.avdl", "cases.yml");

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "The agent's name.")
  private String name = "";

  @Option(
      names = "--in",
      paramLabel = "DIR",
      defaultValue = "agents",
      description = "Where the folder is made; ${DEFAULT-VALUE} if not given.")
  private Path parent = Path.of("agents");

  @Override
  public Integer call() throws IOException {
    Console console = Console.of(spec);
    String wrong = AgentName.problem(name).orElse(null);
    if (wrong != null) {
      console
          .err()
          .println(
              "Error: \"" + name + "\" " + wrong + ". Expected: " + AgentName.expected() + ".");
      return ExitCode.SOFTWARE;
    }
    Path folder = parent.resolve(name);
    if (Files.exists(folder)) {
      console.err().println("Error: " + folder + " exists. Choose another name, or delete it.");
      return ExitCode.SOFTWARE;
    }
    Files.createDirectories(folder);
    for (String file : FILES) {
      Files.writeString(folder.resolve(file), template(file));
    }
    console.out().println("Written: " + folder);
    console.out().println("Go on with:");
    console.out().println("  ./mesh agent check " + folder);
    console.out().println("  ./mesh agent try " + folder + " --message \"Write about London\"");
    console.out().println("  ./mesh agent start " + folder + " --watch        while a mesh runs");
    return ExitCode.OK;
  }

  private String template(String file) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(NewCommand.class.getResourceAsStream("/new-agent/" + file), file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replace("NAME", name)
          .replace("LABEL", label());
    }
  }

  /** The name in words. */
  private String label() {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1).replace('-', ' ');
  }
}
