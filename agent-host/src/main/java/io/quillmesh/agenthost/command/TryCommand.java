package io.quillmesh.agenthost.command;

import io.quillmesh.agent.AgentException;
import io.quillmesh.agenthost.cases.Situation;
import io.quillmesh.agenthost.folder.AgentFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code try}. */
@Command(
    name = "try",
    description = {
      "Asks the agent once, as a mesh would, and prints its answer as JSON.",
      "Needs no mesh, only a model: agent.yml's, or that of OPENAI_BASE_URL, OPENAI_API_KEY and"
          + " OPENAI_MODEL, or else the offline model."
    },
    footer = {
      "",
      "Example:",
      "  ./mesh agent try agents/readability --message \"Shorter\" --article london.md"
    })
final class TryCommand implements Callable<Integer> {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "The agent's folder.")
  private Path folder = Path.of("");

  @Option(
      names = "--message",
      paramLabel = "TEXT",
      required = true,
      description = "What the person writes.")
  private String message = "";

  @Option(
      names = "--language",
      paramLabel = "en|zh|zh-Hant",
      defaultValue = "en",
      description = "The language of the interface; ${DEFAULT-VALUE} if not given.")
  private String language = "en";

  @Option(
      names = "--article",
      paramLabel = "FILE",
      description =
          "The article as Markdown: what the generator has written, if the agent waits for it;"
              + " otherwise the article before this message.")
  private @Nullable Path article;

  @Override
  public Integer call() {
    Console.withoutLog();
    Console console = Console.of(spec);
    AgentFolder agent = console.folder(folder).orElse(null);
    if (agent == null) {
      return ExitCode.SOFTWARE;
    }
    String text = article == null ? null : read(article);
    try (Trial trial = new Trial(agent)) {
      try {
        var request =
            Situation.of(message, language, text).request(agent.name(), agent.settings().after());
        console.out().println(JSON.writeValueAsString(trial.answer(request)));
        return ExitCode.OK;
      } catch (AgentException e) {
        console
            .err()
            .println("No answer of " + trial.model() + ": " + e.code() + ": " + e.getMessage());
        return ExitCode.SOFTWARE;
      }
    }
  }

  private String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new ParameterException(
          Objects.requireNonNull(spec, "picocli sets it").commandLine(),
          "--article " + file + " cannot be read: name a file with Markdown in UTF-8.",
          e);
    }
  }
}
