package io.quillmesh.gateway.conversation.admission;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The Avro types that an answer may be made of: those that JSON has, too. Each takes at least a
 * byte and none contains itself, so that a small record cannot become a large or deep answer.
 */
final class AnswerTypes {
  /** Types that use others twice, which use others twice, would take forever to look at. */
  private static final int MOST = 1_000;

  private final Set<String> around = new HashSet<>();
  private int count;

  private AnswerTypes() {}

  /** What is wrong with an answer's schema; null if nothing is. */
  static @Nullable String problem(Schema answer) {
    return switch (answer.getType()) {
      case STRING -> null;
      case RECORD -> new AnswerTypes().in(answer, "answer");
      default -> "the answer must be a record or a string, not " + answer.getType().getName();
    };
  }

  private @Nullable String in(Schema type, String where) {
    if (++count > MOST) {
      return "an answer has at most %d members, with those of its members".formatted(MOST);
    }
    return switch (type.getType()) {
      case RECORD -> inRecord(type, where);
      case ARRAY -> in(type.getElementType(), where + "[]");
      case MAP -> in(type.getValueType(), where + "{}");
      case UNION -> inUnion(type, where);
      case ENUM, STRING, BOOLEAN, INT, LONG, FLOAT, DOUBLE -> null;
      case NULL, BYTES, FIXED ->
          "%s is of type %s, which answers cannot have".formatted(where, type.getType().getName());
    };
  }

  private @Nullable String inRecord(Schema type, String where) {
    if (type.getFields().isEmpty()) {
      return where + " is a record without fields";
    }
    if (!around.add(type.getFullName())) {
      return where + " contains itself";
    }
    for (Schema.Field field : type.getFields()) {
      String problem = in(field.schema(), where + "." + field.name());
      if (problem != null) {
        return problem;
      }
    }
    around.remove(type.getFullName());
    return null;
  }

  private @Nullable String inUnion(Schema type, String where) {
    List<Schema> present =
        type.getTypes().stream().filter(it -> it.getType() != Schema.Type.NULL).toList();
    return type.isNullable() && present.size() == 1
        ? in(present.getFirst(), where)
        : where + " is a union: only of null and one other type it may be";
  }
}
