package io.quillmesh.agenthost.cases;

import java.util.Optional;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * What must hold of an answer.
 *
 * @param line where cases.yml has it
 * @param at where in the answer
 */
public record Expectation(int line, JsonPointer at, Check check, JsonNode argument) {
  private static final int SHOWN = 200;

  /** What is wrong with an answer; empty if nothing is. */
  public Optional<String> failure(JsonNode answer) {
    JsonNode value = answer.at(at);
    if (!value.isMissingNode() && check.holds(value, argument)) {
      return Optional.empty();
    }
    String place = at.toString().isEmpty() ? "the answer" : at.toString();
    String found = value.isMissingNode() ? "not there" : shortened(value.toString());
    return Optional.of("%s is %s, expected %s: %s".formatted(place, found, check.key(), argument));
  }

  private static String shortened(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }
}
