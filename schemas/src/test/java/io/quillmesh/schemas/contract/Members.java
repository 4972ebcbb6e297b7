package io.quillmesh.schemas.contract;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/** The members of a schema: {@code Record.field} and {@code Enum.SYMBOL}, at any depth. */
public final class Members {

  private Members() {}

  /** All fields and symbols, each with its description. */
  public static Map<String, String> of(Schema schema) {
    Map<String, String> members = new TreeMap<>();
    for (Schema type : namedTypes(schema)) {
      if (type.getType() == Schema.Type.ENUM) {
        type.getEnumSymbols()
            .forEach(symbol -> members.put(type.getName() + "." + symbol, "a symbol"));
      } else if (type.getType() == Schema.Type.RECORD) {
        type.getFields().forEach(field -> members.put(name(type, field), describe(field.schema())));
      }
    }
    return members;
  }

  /** All fields. */
  static Set<String> fields(Schema schema) {
    Set<String> fields = new TreeSet<>();
    for (Schema type : namedTypes(schema)) {
      if (type.getType() == Schema.Type.RECORD) {
        type.getFields().forEach(field -> fields.add(name(type, field)));
      }
    }
    return fields;
  }

  /** The name of a field in an explanation. */
  static String name(Schema record, Schema.Field field) {
    return record.getName() + "." + field.name();
  }

  /** All records, enums and fixed types, at any depth. */
  public static Iterable<Schema> namedTypes(Schema schema) {
    Map<String, Schema> found = new TreeMap<>();
    collect(schema, found);
    return found.values();
  }

  private static void collect(Schema schema, Map<String, Schema> found) {
    switch (schema.getType()) {
      case RECORD -> {
        if (found.put(schema.getFullName(), schema) == null) {
          schema.getFields().forEach(field -> collect(field.schema(), found));
        }
      }
      case ENUM, FIXED -> found.put(schema.getFullName(), schema);
      case UNION -> schema.getTypes().forEach(type -> collect(type, found));
      case ARRAY -> collect(schema.getElementType(), found);
      case MAP -> collect(schema.getValueType(), found);
      default -> {}
    }
  }

  /** The name of a type for people. */
  static String describe(Schema schema) {
    return switch (schema.getType()) {
      case RECORD, ENUM -> schema.getName();
      case FIXED -> schema.getName() + " of " + schema.getFixedSize() + " bytes";
      case ARRAY -> "array of " + describe(schema.getElementType());
      case MAP -> "map of " + describe(schema.getValueType());
      case UNION ->
          schema.getTypes().stream().map(Members::describe).collect(Collectors.joining(" or "));
      default ->
          schema.getLogicalType() == null
              ? schema.getType().getName()
              : schema.getLogicalType().getName();
    };
  }
}
