package io.quillmesh.agenthost.cases;

import io.quillmesh.agenthost.check.Problems;
import io.quillmesh.agenthost.check.YamlMapping;
import io.quillmesh.agenthost.check.YamlValue;
import io.quillmesh.schemas.HistoryMessage;
import io.quillmesh.schemas.Intent;
import io.quillmesh.schemas.Need;
import io.quillmesh.schemas.Speaker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads cases.yml. */
public final class CasesReader {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final List<String> LANGUAGES = List.of("en", "zh", "zh-Hant");

  private final String agent;
  private final List<String> after;
  private final ExpectationReader expectations;

  /**
   * @param after the agents that this one comes after
   * @param schema its answer's JSON schema; null for a text
   */
  public CasesReader(String agent, List<String> after, @Nullable String schema) {
    this.agent = agent;
    this.after = after;
    this.expectations =
        new ExpectationReader(
            schema == null ? AnswerPaths.TEXT : new AnswerPaths(JSON.readTree(schema)));
  }

  /** The cases in the file, those with problems included. */
  public List<Case> read(String text, Problems problems) {
    List<Case> cases = new ArrayList<>();
    Optional<List<YamlValue>> items = YamlValue.read(text, problems).flatMap(YamlValue::items);
    items.ifPresent(given ->
        given.forEach(
            item -> item.mapping().ifPresent(mapping -> cases.add(one(mapping, problems)))));
    if (items.filter(List::isEmpty).isPresent()) {
      problems.add(1, "there is no case", "at least one", "copy one from ./mesh agent new");
    }
    return cases;
  }

  private Case one(YamlMapping given, Problems problems) {
    String name =
        given
            .required("name", "what the case is about", "add it")
            .flatMap(YamlValue::text)
            .orElse("");
    Situation situation =
        new Situation(
            given
                .required("message", "what the person writes", "add it")
                .flatMap(YamlValue::text)
                .orElse(""),
            word(given.optional("language"), LANGUAGES).orElse("en"),
            word(given.optional("intent"), intents()).map(Intent::valueOf).orElse(Intent.UNKNOWN),
            given.optional("article").flatMap(YamlValue::text).orElse(null),
            history(given),
            needs(given),
            given.optional("reply").flatMap(YamlValue::text).orElse(null),
            answers(given));
    List<Expectation> expected = new ArrayList<>();
    given
        .required("expect", "what must hold of the answer", "add at least one")
        .flatMap(YamlValue::items)
        .ifPresent(items -> {
          items.forEach(item -> expectations.read(item, problems).ifPresent(expected::add));
          if (items.isEmpty()) {
            problems.add(given.line("expect"), "`expect` is empty", "at least one", "add one");
          }
        });
    given.nothingElse();
    return new Case(given.line(), name, situation.request(agent, after), expected);
  }

  private static List<String> intents() {
    return Arrays.stream(Intent.values())
        .filter(intent -> intent != Intent.UNKNOWN)
        .map(Enum::name)
        .toList();
  }

  private static Optional<String> word(Optional<YamlValue> value, List<String> known) {
    Optional<String> word = value.flatMap(YamlValue::text);
    if (word.filter(given -> !known.contains(given)).isPresent()) {
      value.orElseThrow().misfit("one of " + String.join(", ", known), "write one of them");
      return Optional.empty();
    }
    return word;
  }

  private static List<HistoryMessage> history(YamlMapping given) {
    List<HistoryMessage> history = new ArrayList<>();
    eachMapping(
        given,
        "history",
        message -> {
          Optional<String> speaker =
              word(
                  message.required("speaker", "PERSON or ASSISTANT", "add it"),
                  List.of(Speaker.PERSON.name(), Speaker.ASSISTANT.name()));
          Optional<String> text =
              message.required("text", "what they said", "add it").flatMap(YamlValue::text);
          if (speaker.isPresent() && text.isPresent()) {
            history.add(new HistoryMessage(Speaker.valueOf(speaker.get()), text.get(), 0L));
          }
        });
    return history;
  }

  private static List<Need> needs(YamlMapping given) {
    List<Need> needs = new ArrayList<>();
    eachMapping(
        given,
        "needs",
        need -> {
          Optional<String> text =
              need.required("need", "what the person wants", "add it").flatMap(YamlValue::text);
          Optional<YamlValue> value = need.required("score", "0 to 100", "add it");
          Optional<Integer> score = value.flatMap(YamlValue::number).map(Number::intValue);
          if (score.filter(number -> number < 0 || number > 100).isPresent()) {
            value.orElseThrow().misfit("a score from 0 to 100", "correct it");
          }
          needs.add(new Need(text.orElse(""), score.orElse(0)));
        });
    return needs;
  }

  private static void eachMapping(YamlMapping given, String key, Consumer<YamlMapping> use) {
    given
        .optional(key)
        .flatMap(YamlValue::items)
        .ifPresent(items ->
            items.forEach(item ->
                item.mapping()
                    .ifPresent(mapping -> {
                      use.accept(mapping);
                      mapping.nothingElse();
                    })));
  }

  private Map<String, String> answers(YamlMapping given) {
    Map<String, String> answers = new LinkedHashMap<>();
    given
        .optional("answers")
        .flatMap(YamlValue::mapping)
        .ifPresent(mapping ->
            List.copyOf(mapping.keys())
                .forEach(name ->
                    mapping
                        .optional(name)
                        .ifPresent(answer -> {
                          if (after.contains(name)) {
                            JsonNode json = JSON.valueToTree(answer.value());
                            answers.put(name, json.toString());
                          } else {
                            answer.misfit(
                                "answers of agents in `after`: "
                                    + after.stream().collect(Collectors.joining(", ")),
                                "add " + name + " to `after` in agent.yml, or delete it");
                          }
                        })));
    return answers;
  }
}
