package io.quillmesh.agenthost.folder;

import io.quillmesh.agent.prompt.PromptTemplate;
import io.quillmesh.agent.prompt.PromptTemplates;
import io.quillmesh.agenthost.answer.AnswerIdl;
import io.quillmesh.agenthost.answer.AnswerType;
import io.quillmesh.agenthost.cases.Case;
import io.quillmesh.agenthost.cases.CasesReader;
import io.quillmesh.agenthost.check.Problem;
import io.quillmesh.agenthost.check.Problems;
import io.quillmesh.agenthost.check.Texts;
import io.quillmesh.schemas.ResultSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Reads an agent's folder, and finds all that is wrong with it. */
public final class FolderReader {
  private static final String SETTINGS = "agent.yml";
  private static final String PROMPT = "prompt.md";
  private static final String ANSWER = "answer.avdl";
  private static final String CASES = "cases.yml";

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{");

  private final Path folder;
  private final Problems problems;

  private FolderReader(Path folder) {
    this.folder = folder;
    this.problems = new Problems(folder);
  }

  /** What came of reading a folder. */
  public sealed interface Reading {
    /** Nothing is wrong. */
    record Good(AgentFolder agent) implements Reading {}

    /** Something is; at least one problem. */
    record Bad(List<Problem> problems) implements Reading {}
  }

  /** Reads a folder. */
  public static Reading read(Path folder) {
    return new FolderReader(folder).read();
  }

  private Reading read() {
    if (!Files.isDirectory(folder)) {
      problems.add(
          1,
          "there is no such folder",
          "an agent's folder",
          "write one with ./mesh agent new NAME");
      return new Reading.Bad(problems.list());
    }
    String name = folder.toAbsolutePath().normalize().getFileName().toString();
    Optional<AgentSettings> settings =
        text(SETTINGS, "the agent's settings")
            .flatMap(text -> AgentSettingsReader.read(text, name, in(SETTINGS)));
    Optional<PromptTemplate> prompt =
        text(PROMPT, "the instructions for the model").flatMap(this::prompt);
    Optional<AnswerType> answer = settings.flatMap(this::answer);
    List<Case> cases = settings.map(given -> cases(given, answer.orElse(null))).orElse(List.of());
    return problems.count() == 0
        ? new Reading.Good(
            new AgentFolder(
                folder, settings.orElseThrow(), prompt.orElseThrow(), answer.orElse(null), cases))
        : new Reading.Bad(problems.list());
  }

  private Optional<PromptTemplate> prompt(String text) {
    int before = problems.count();
    if (text.isBlank()) {
      in(PROMPT).add(1, "the file is empty", "the instructions for the model", "write them");
    }
    for (Matcher found = PLACEHOLDER.matcher(text); found.find(); ) {
      in(PROMPT)
          .add(
              Texts.lineOf(text, found.start()),
              "there is a placeholder, {{",
              "instructions without placeholders: the request comes as JSON beside them",
              "name what is needed under `sees` in agent.yml, and refer to it by that name");
    }
    return problems.count() == before
        ? Optional.of(new PromptTemplates(folder).load("prompt"))
        : Optional.empty();
  }

  private Optional<AnswerType> answer(AgentSettings settings) {
    boolean isThere = Files.isRegularFile(folder.resolve(ANSWER));
    if (settings.text() && isThere) {
      in(ANSWER)
          .add(
              1,
              "the file is there though agent.yml says `text: true`",
              "one of both: a text has no schema",
              "delete the file, or take `text: true` out of agent.yml");
    }
    if (!settings.text() && !isThere) {
      in(SETTINGS)
          .add(
              1,
              "there is neither an answer.avdl nor `text: true`",
              "one of both",
              "write an answer.avdl, or `text: true` in agent.yml if the answer is a text");
    }
    if (settings.text() || !isThere) {
      return Optional.empty();
    }
    return text(ANSWER, "the answer's schema")
        .flatMap(text -> AnswerIdl.read(text, ResultSchemas.namespace(settings.name()), in(ANSWER)))
        .flatMap(schema -> answerType(settings.name(), schema));
  }

  /** What is made of the file, all of it, so that a start finds nothing more. */
  private Optional<AnswerType> answerType(String agent, Schema schema) {
    try {
      // Two types of one name are noticed only when it is read again.
      var _ = new Schema.Parser().parse(ResultSchemas.envelope(agent, schema).toString());
      return Optional.of(new AnswerType(agent, schema));
    } catch (AvroRuntimeException | IllegalArgumentException e) {
      in(ANSWER)
          .add(
              1,
              "no result can be made of it: " + e.getMessage(),
              "types that are called otherwise than the result, "
                  + ResultSchemas.fullName(agent)
                  + ", and patterns of JSON Schema",
              "correct it");
      return Optional.empty();
    }
  }

  private List<Case> cases(AgentSettings settings, @Nullable AnswerType answer) {
    if (answer == null && !settings.text()) {
      // Without an answer there is nothing to hold its paths against.
      return List.of();
    }
    String schema = answer == null ? null : answer.output().json();
    return text(CASES, "messages, and what must hold of the answers")
        .map(text ->
            new CasesReader(settings.name(), settings.after(), schema).read(text, in(CASES)))
        .orElse(List.of());
  }

  private Problems in(String file) {
    return problems.in(folder.resolve(file));
  }

  private Optional<String> text(String file, String content) {
    Path path = folder.resolve(file);
    if (!Files.isRegularFile(path)) {
      in(file).add(1, "the file is missing", content, "write it; ./mesh agent new NAME shows one");
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readString(path));
    } catch (IOException e) {
      in(file).add(1, "the file cannot be read: " + e, "text in UTF-8", "correct the file");
      return Optional.empty();
    }
  }
}
