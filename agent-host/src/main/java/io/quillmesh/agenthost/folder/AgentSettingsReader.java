package io.quillmesh.agenthost.folder;

import io.quillmesh.agenthost.check.Problems;
import io.quillmesh.agenthost.check.YamlMapping;
import io.quillmesh.agenthost.check.YamlValue;
import io.quillmesh.agenthost.question.Part;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.Intent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.boot.convert.DurationStyle;

/** Reads agent.yml. */
final class AgentSettingsReader {
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final Duration LONGEST_DEADLINE = Duration.ofMinutes(15);
  private static final int LONGEST_LABEL = 40;

  private final YamlMapping file;
  private final Problems problems;

  private AgentSettingsReader(YamlMapping file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /**
   * What the file says; with problems, the best that can be made of it.
   *
   * @param folder the name of the agent's folder
   */
  static Optional<AgentSettings> read(String text, String folder, Problems problems) {
    return YamlValue.read(text, problems)
        .flatMap(YamlValue::mapping)
        .map(file -> new AgentSettingsReader(file, problems).read(folder));
  }

  private AgentSettings read(String folder) {
    String name = name(folder);
    Map<String, String> labels = labels();
    List<String> after = after(name);
    boolean proceeds = oneOf("onUpstreamFailure", "FAIL", "PROCEED").equals("PROCEED");
    List<Intent> intents = intents();
    boolean endsTurn = file.optional("endsTurn").flatMap(YamlValue::bool).orElse(true);
    boolean showsLate = showsLate(endsTurn);
    Duration deadline = deadline();
    boolean text = file.optional("text").flatMap(YamlValue::bool).orElse(false);
    Set<Part> sees = sees(after);
    ModelSettings model = model();
    file.nothingElse();
    return new AgentSettings(
        name,
        labels.getOrDefault("en", ""),
        labels.getOrDefault("zh", ""),
        after,
        proceeds,
        intents,
        endsTurn,
        showsLate,
        deadline,
        text,
        sees,
        model);
  }

  private String name(String folder) {
    Optional<YamlValue> value =
        file.required("name", "the folder's name", "write `name: " + folder + "`");
    Optional<String> name = value.flatMap(YamlValue::text);
    name.ifPresent(given -> {
      int line = file.line("name");
      AgentName.problem(given)
          .ifPresent(wrong ->
              problems.add(
                  line,
                  "`name` is \"" + given + "\", which " + wrong,
                  AgentName.EXPECTED,
                  "rename the agent and its folder"));
      if (!given.equals(folder)) {
        problems.add(
            line,
            "`name` is \"" + given + "\", but the folder is called \"" + folder + "\"",
            "the same name for both",
            "rename one of them");
      }
    });
    return name.orElse(folder);
  }

  private Map<String, String> labels() {
    Map<String, String> labels = new LinkedHashMap<>();
    file.required("labels", "what people call it", "write `labels: {en: Titles, zh: 标题}`")
        .flatMap(YamlValue::mapping)
        .ifPresent(given -> {
          for (String language : List.of("en", "zh")) {
            given
                .required(
                    language, "a label in this language", "add one; people see the agent by it")
                .flatMap(this::label)
                .ifPresent(label -> labels.put(language, label));
          }
          given.nothingElse();
        });
    return labels;
  }

  private Optional<String> label(YamlValue value) {
    Optional<String> label = value.text().map(String::strip);
    if (label.filter(given -> given.length() > LONGEST_LABEL).isPresent()) {
      value.misfit("at most " + LONGEST_LABEL + " characters", "shorten it");
    }
    return label;
  }

  private List<String> after(String name) {
    Set<String> after = new LinkedHashSet<>();
    for (YamlValue item : list("after")) {
      item.text()
          .ifPresent(agent -> {
            if (!Agents.isName(agent)) {
              item.misfit("an agent's name, " + AgentName.FORM, "correct it");
            } else if (agent.equals(name)) {
              item.misfit("another agent", "take it out: no agent waits for itself");
            } else if (!after.add(agent)) {
              item.misfit("each agent once", "delete one of them");
            }
          });
    }
    return List.copyOf(after);
  }

  private List<Intent> intents() {
    List<Intent> intents = new ArrayList<>();
    file.optional("when")
        .flatMap(YamlValue::mapping)
        .ifPresent(when -> {
          when.required("intents", "the intents that it is for", "add it, or delete `when`")
              .flatMap(YamlValue::items)
              .ifPresent(items -> items.forEach(item -> intent(item).ifPresent(intents::add)));
          when.nothingElse();
        });
    return List.copyOf(intents);
  }

  private static Optional<Intent> intent(YamlValue item) {
    Map<String, Intent> known =
        Arrays.stream(Intent.values())
            .filter(intent -> intent != Intent.UNKNOWN)
            .collect(
                Collectors.toMap(
                    Enum::name, Function.identity(), (one, _) -> one, LinkedHashMap::new));
    Optional<String> word = item.text();
    Optional<Intent> intent = word.map(known::get);
    if (word.isPresent() && intent.isEmpty()) {
      item.misfit("one of " + String.join(", ", known.keySet()), "correct it, or take it out");
    }
    return intent;
  }

  private boolean showsLate(boolean endsTurn) {
    boolean shows = oneOf("whenLate", "DROP", "SHOW").equals("SHOW");
    if (endsTurn && file.keys().contains("whenLate")) {
      problems.add(
          file.line("whenLate"),
          "`whenLate` is there though the agent ends the turn",
          "it only with `endsTurn: false`: else no result is late",
          "delete it, or write `endsTurn: false`");
    }
    return shows;
  }

  private Duration deadline() {
    Optional<YamlValue> value = file.optional("deadline");
    Optional<Duration> deadline = value.flatMap(YamlValue::scalar).flatMap(this::duration);
    boolean isGood =
        deadline
            .filter(given -> given.compareTo(Duration.ofSeconds(1)) >= 0)
            .filter(given -> given.compareTo(LONGEST_DEADLINE) <= 0)
            .isPresent();
    if (value.isPresent() && !isGood) {
      value.get().misfit("a time from 1s to 15m", "write one with its unit, such as 60s");
    }
    return isGood ? deadline.orElseThrow() : DEADLINE;
  }

  private Optional<Duration> duration(String text) {
    try {
      return text.matches("\\d+")
          ? Optional.empty()
          : Optional.of(DurationStyle.detectAndParse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Set<Part> sees(List<String> after) {
    Set<Part> sees = new LinkedHashSet<>();
    file.required("sees", "what the prompt sees of a request", "write `sees: [message, language]`");
    List<YamlValue> items = list("sees");
    for (YamlValue item : items) {
      Optional<String> word = item.text();
      Optional<Part> part = word.flatMap(Part::of);
      if (word.isPresent() && part.isEmpty()) {
        item.misfit("one of " + Part.keys(), "correct it, or take it out");
      }
      part.filter(sees::add)
          .flatMap(seen -> seen.missing(after))
          .ifPresent(missing ->
              item.misfit(
                  "it only with " + missing + " in `after`, where it comes from",
                  "add " + missing + " to `after`, or take it out of `sees`"));
    }
    if (file.keys().contains("sees") && items.isEmpty()) {
      problems.add(
          file.line("sees"),
          "`sees` is empty: the model would know nothing",
          "at least one of " + Part.keys(),
          "write `sees: [message, language]`");
    }
    return sees;
  }

  private ModelSettings model() {
    Map<String, String> everywhere =
        ModelSettings.Section.read(file.optional("model"), problems).values();
    Map<String, Map<String, String>> environments = new LinkedHashMap<>();
    file.optional("environments")
        .flatMap(YamlValue::mapping)
        .ifPresent(given -> {
          for (String name : List.copyOf(given.keys())) {
            given
                .optional(name)
                .flatMap(YamlValue::mapping)
                .ifPresent(environment -> {
                  var model =
                      environment.required(
                          "model", "the model there", "add it, or delete the environment");
                  environments.put(name, ModelSettings.Section.read(model, problems).values());
                  environment.nothingElse();
                });
          }
        });
    return new ModelSettings(everywhere, environments);
  }

  private List<YamlValue> list(String key) {
    return file.optional(key).flatMap(YamlValue::items).orElse(List.of());
  }

  /** One of two words; the first if there is none. */
  private String oneOf(String key, String usual, String other) {
    Optional<YamlValue> value = file.optional(key);
    Optional<String> word = value.flatMap(YamlValue::text);
    if (word.filter(given -> !given.equals(usual) && !given.equals(other)).isPresent()) {
      value.orElseThrow().misfit(usual + " or " + other, "write one of them, or delete it");
    }
    return word.orElse(usual);
  }
}
