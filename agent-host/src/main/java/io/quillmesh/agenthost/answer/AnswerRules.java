package io.quillmesh.agenthost.answer;

import io.quillmesh.agenthost.check.Problems;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.avro.Schema;

/** What an answer's schema has to be, beyond Avro's own rules. */
final class AnswerRules {
  private static final String TYPES =
      "string, boolean, int, long, float, double, an enum, a record, an array of these, or one of"
          + " these or null";

  private final IdlLines lines;
  private final Problems problems;
  private final Set<String> open = new HashSet<>();
  private final Set<String> seen = new HashSet<>();

  AnswerRules(IdlLines lines, Problems problems) {
    this.lines = lines;
    this.problems = problems;
  }

  void check(Schema answer) {
    record(answer);
  }

  private void record(Schema record) {
    if (!seen.add(record.getFullName())) {
      return;
    }
    open.add(record.getFullName());
    if (record.getFields().isEmpty()) {
      problems.add(
          lines.type(record.getName()),
          "record " + record.getName() + " has no fields",
          "at least one",
          "add one");
    }
    record.getFields().forEach(field -> field(record, field));
    open.remove(record.getFullName());
  }

  private void field(Schema record, Schema.Field field) {
    int line = lines.field(record.getName(), field.name());
    String name = record.getName() + "." + field.name();
    if (field.doc() == null || field.doc().isBlank()) {
      problems.add(
          line,
          name + " has no documentation",
          "a comment that says what it is: the model reads it",
          "write /** ... */ before it");
    }
    if (!field.hasDefaultValue()) {
      problems.add(
          line,
          name + " has no default",
          "one, so that other versions of the answer can be read",
          "write `= " + sample(field.schema()) + "` before the semicolon");
    }
    ranges(field, name, line);
    type(field.schema(), name, line);
  }

  private void ranges(Schema.Field field, String name, int line) {
    Schema type = Types.present(field.schema());
    Range.properties(field, type)
        .forEach((key, value) -> {
          Range range = Range.of(key).orElse(null);
          if (key.equals("logicalType") || type.getType() == Schema.Type.ENUM) {
            return;
          }
          if (range == null || !range.fits(type.getType())) {
            problems.add(
                line,
                "@" + key + " means nothing on " + name,
                Range.keys(type.getType()),
                "correct or delete it");
          } else if (!range.takes(value)) {
            problems.add(
                line,
                "@" + key + " of " + name + " is " + value,
                range == Range.PATTERN ? "a regular expression" : "a number",
                "correct it");
          }
        });
  }

  private void type(Schema type, String name, int line) {
    Schema present = Types.present(type);
    if (present.getObjectProp("logicalType") != null) {
      unsupported(String.valueOf(present.getObjectProp("logicalType")), name, line);
      return;
    }
    switch (present.getType()) {
      case STRING, BOOLEAN, INT, LONG, FLOAT, DOUBLE -> {}
      case ENUM -> symbols(present);
      case ARRAY -> type(present.getElementType(), name, line);
      case RECORD -> {
        if (open.contains(present.getFullName())) {
          problems.add(
              line,
              name + " is a " + present.getName() + " inside a " + present.getName(),
              "records that do not contain themselves",
              "name the levels: one record for each");
        } else {
          record(present);
        }
      }
      case MAP ->
          unsupported("a map; an array of records with a name and a value does it", name, line);
      case UNION -> unsupported("a union of several types", name, line);
      case BYTES, FIXED, NULL ->
          unsupported(present.getType().name().toLowerCase(Locale.ROOT), name, line);
    }
  }

  private void unsupported(String type, String name, int line) {
    problems.add(line, name + " is " + type, TYPES, "use another type");
  }

  private void symbols(Schema type) {
    if (!seen.add(type.getFullName())) {
      return;
    }
    if (type.getEnumDefault() == null) {
      problems.add(
          lines.type(type.getName()),
          "enum " + type.getName() + " has no default",
          "one, so that symbols can be added later",
          "write `enum " + type.getName() + " { UNKNOWN, ... } = UNKNOWN;`");
    }
    if (Types.symbols(type).isEmpty()) {
      problems.add(
          lines.type(type.getName()),
          "enum " + type.getName() + " has nothing to choose",
          "at least one symbol beside UNKNOWN, which no model is offered",
          "add one");
    }
  }

  private static String sample(Schema type) {
    return switch (type.getType()) {
      case STRING -> "\"\"";
      case BOOLEAN -> "false";
      case INT, LONG -> "0";
      case FLOAT, DOUBLE -> "0.0";
      case ARRAY -> "[]";
      case ENUM -> "\"" + type.getEnumSymbols().getFirst() + "\"";
      case UNION -> "null";
      default -> "{}";
    };
  }
}
