package io.quillmesh.schemas;

import java.util.HashSet;
import java.util.Set;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Whether a record in memory is about as large as its bytes. With a schema whose array has items of
 * no bytes, such as nulls or records without fields, ten bytes announce billions of them. So each
 * field and each item has to take at least one.
 */
final class Unfolding {
  private final Set<String> seen = new HashSet<>();

  private Unfolding() {}

  /** What is wrong with a schema, with the place; null if nothing is. */
  static @Nullable String problem(Schema schema) {
    return new Unfolding().in(schema, schema.getName());
  }

  private @Nullable String in(Schema type, String where) {
    return switch (type.getType()) {
      case RECORD -> inRecord(type);
      case ARRAY -> inPart(type.getElementType(), where + "[]");
      // Its key takes one.
      case MAP -> in(type.getValueType(), where + "{}");
      case UNION -> inUnion(type, where);
      default -> null;
    };
  }

  private @Nullable String inRecord(Schema type) {
    if (!seen.add(type.getFullName())) {
      return null;
    }
    for (Schema.Field field : type.getFields()) {
      String problem = inPart(field.schema(), type.getName() + "." + field.name());
      if (problem != null) {
        return problem;
      }
    }
    return null;
  }

  /** The number of the branch takes one. */
  private @Nullable String inUnion(Schema type, String where) {
    for (Schema branch : type.getTypes()) {
      String problem = in(branch, where);
      if (problem != null) {
        return problem;
      }
    }
    return null;
  }

  private @Nullable String inPart(Schema type, String where) {
    boolean isEmpty =
        switch (type.getType()) {
          case NULL -> true;
          case FIXED -> type.getFixedSize() == 0;
          case RECORD -> type.getFields().isEmpty();
          default -> false;
        };
    return isEmpty ? where + " takes no bytes" : in(type, where);
  }
}
