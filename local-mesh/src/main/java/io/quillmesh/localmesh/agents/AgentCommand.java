package io.quillmesh.localmesh.agents;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code ./mesh agent} without a command. */
@Command(
    name = "./mesh agent",
    description = "Agents that are folders: agents/README.md says how to write one.",
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:not done; the message says why", "2:wrong usage"},
    footer = {
      "",
      "Each command has --help with an example. From nothing to an agent in the page:",
      "  ./mesh agent new title-helper",
      "  ./mesh agent try agents/title-helper --message \"帮我写一篇伦敦游记\"",
      "  ./mesh agent start agents/title-helper --watch        while a mesh runs"
    })
final class AgentCommand implements Runnable {

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "This text.")
  boolean help;

  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec, "picocli sets it").commandLine(),
        "Say what to do: new, check, try, test, schema, list, start or remove.");
  }
}
