package io.quillmesh.agenthost.cases;

import io.quillmesh.agenthost.check.Problems;
import io.quillmesh.agenthost.check.YamlMapping;
import io.quillmesh.agenthost.check.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads one expectation. */
record ExpectationReader(AnswerPaths paths) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  Optional<Expectation> read(YamlValue item, Problems problems) {
    return item.mapping().flatMap(mapping -> read(mapping, problems));
  }

  private Optional<Expectation> read(YamlMapping given, Problems problems) {
    Optional<JsonPointer> at = at(given);
    List<Expectation> found = new ArrayList<>();
    for (Check check : Check.values()) {
      given
          .optional(check.key())
          .ifPresent(value -> {
            JsonNode argument = JSON.valueToTree(value.value());
            check.misfit(argument).ifPresent(expected -> value.misfit(expected, "correct it"));
            at.ifPresent(place -> found.add(new Expectation(given.line(), place, check, argument)));
            at.flatMap(paths::types)
                .filter(types -> !check.fits(types))
                .ifPresent(types -> misplaced(given, check, types, problems));
          });
    }
    long checks = given.keys().stream().filter(key -> !key.equals("at")).count();
    if (checks != 1) {
      problems.add(
          given.line(),
          "the expectation has " + (checks == 0 ? "nothing" : checks + " things") + " to check",
          "exactly one of " + Check.keys(),
          checks == 0 ? "add one" : "make an expectation of each");
    }
    given.nothingElse();
    return found.stream().findFirst();
  }

  private static void misplaced(
      YamlMapping given, Check check, Set<String> types, Problems problems) {
    problems.add(
        given.line(check.key()),
        "`" + check.key() + "` is used on a value of type " + String.join(" or ", types),
        check.types(),
        "use another check, or correct `at`");
  }

  private Optional<JsonPointer> at(YamlMapping given) {
    Optional<YamlValue> value =
        given.required("at", "a JSON Pointer into the answer", "add it; \"\" is all of the answer");
    Optional<String> text = value.flatMap(YamlValue::scalar);
    Optional<JsonPointer> at = text.flatMap(ExpectationReader::pointer);
    if (text.isPresent() && at.flatMap(paths::types).isEmpty()) {
      value
          .orElseThrow()
          .misfit(
              "a JSON Pointer to something that the answer can have, such as /titles/0/label",
              "correct it; \"\" is all of the answer");
    }
    return at;
  }

  private static Optional<JsonPointer> pointer(String text) {
    try {
      return Optional.of(JsonPointer.compile(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
