package io.quillmesh.agenthost.cases;

import io.quillmesh.agenthost.check.Texts;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What an expectation may ask of a value. */
enum Check {
  EQUALS("equals", Set.of()),
  CONTAINS("contains", Set.of("string", "array")),
  MATCHES("matches", Set.of("string")),
  SIZE("size", Set.of("string", "array")),
  MIN_SIZE("minSize", Set.of("string", "array")),
  MAX_SIZE("maxSize", Set.of("string", "array")),
  MIN("min", Set.of("number", "integer")),
  MAX("max", Set.of("number", "integer")),
  ONE_OF("oneOf", Set.of()),
  NOT_BLANK("notBlank", Set.of("string"));

  private final String key;
  private final Set<String> types;

  Check(String key, Set<String> types) {
    this.key = key;
    this.types = types;
  }

  /** Its name in cases.yml. */
  String key() {
    return key;
  }

  static String keys() {
    return Arrays.stream(values()).map(Check::key).collect(Collectors.joining(", "));
  }

  /** The types of JSON schema that it is for, for messages. */
  String types() {
    return types.stream().sorted().collect(Collectors.joining(" or "));
  }

  /** Whether a value of such a type could pass. */
  boolean fits(Set<String> found) {
    return types.isEmpty() || found.isEmpty() || found.stream().anyMatch(types::contains);
  }

  /** What its argument has to be, if this one is something else. */
  Optional<String> misfit(JsonNode argument) {
    boolean isGood =
        switch (this) {
          case EQUALS, CONTAINS -> true;
          case MATCHES -> argument.isString() && Texts.isRegex(argument.asString());
          case SIZE, MIN_SIZE, MAX_SIZE -> argument.isIntegralNumber() && argument.asInt() >= 0;
          case MIN, MAX -> argument.isNumber();
          case ONE_OF -> argument.isArray() && !argument.isEmpty();
          case NOT_BLANK -> argument.isBoolean() && argument.asBoolean();
        };
    return isGood
        ? Optional.empty()
        : Optional.of(
            switch (this) {
              case MATCHES -> "a regular expression";
              case SIZE, MIN_SIZE, MAX_SIZE -> "a whole number, from 0";
              case MIN, MAX -> "a number";
              case ONE_OF -> "a list with at least one value";
              default -> "true";
            });
  }

  /** Whether it holds. */
  boolean holds(JsonNode value, JsonNode argument) {
    return switch (this) {
      case EQUALS -> isSame(value, argument);
      case CONTAINS ->
          value.isArray()
              ? value.valueStream().anyMatch(item -> isSame(item, argument))
              : value.isString() && value.asString().contains(argument.asString(""));
      // The whole text, line breaks included.
      case MATCHES ->
          value.isString()
              && Pattern.compile(argument.asString(), Pattern.DOTALL)
                  .matcher(value.asString())
                  .matches();
      case SIZE -> size(value) == argument.asInt();
      case MIN_SIZE -> size(value) >= argument.asInt();
      case MAX_SIZE -> size(value) >= 0 && size(value) <= argument.asInt();
      case MIN -> value.isNumber() && compare(value, argument) >= 0;
      case MAX -> value.isNumber() && compare(value, argument) <= 0;
      case ONE_OF -> argument.valueStream().anyMatch(one -> isSame(value, one));
      case NOT_BLANK -> value.isString() && !value.asString().isBlank();
    };
  }

  /** Items of a list, characters of a text; -1 for anything else. */
  private static int size(JsonNode value) {
    if (value.isString()) {
      return value.asString().codePointCount(0, value.asString().length());
    }
    return value.isArray() ? value.size() : -1;
  }

  /** 3 and 3.0 are the same number. */
  private static boolean isSame(JsonNode one, JsonNode another) {
    return one.equals(
        (left, right) ->
            left.isNumber() && right.isNumber() && compare(left, right) == 0
                ? 0
                : left.equals(right) ? 0 : 1,
        another);
  }

  private static int compare(JsonNode one, JsonNode another) {
    return one.decimalValue().compareTo(another.decimalValue());
  }
}
