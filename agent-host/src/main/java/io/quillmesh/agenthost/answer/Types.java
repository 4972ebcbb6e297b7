package io.quillmesh.agenthost.answer;

import java.util.List;
import org.apache.avro.Schema;

/** Avro types as answers use them. */
final class Types {
  /** A symbol that stands for what a reader does not know; no model is to answer it. */
  static final String UNKNOWN = "UNKNOWN";

  private Types() {}

  /** Whether it is a union of null and one more. */
  static boolean isNullable(Schema schema) {
    return schema.isUnion()
        && schema.getTypes().size() == 2
        && schema.getTypes().stream().anyMatch(type -> type.getType() == Schema.Type.NULL);
  }

  /** The type beside null. */
  static Schema present(Schema schema) {
    return isNullable(schema)
        ? schema.getTypes().stream()
            .filter(type -> type.getType() != Schema.Type.NULL)
            .findFirst()
            .orElse(schema)
        : schema;
  }

  /** What a model may answer for an enum. */
  static List<String> symbols(Schema schema) {
    return schema.getEnumSymbols().stream()
        .filter(symbol -> !(symbol.equals(UNKNOWN) && symbol.equals(schema.getEnumDefault())))
        .toList();
  }
}
