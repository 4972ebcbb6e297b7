package io.quillmesh.agenthost.answer;

import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON schema that a model answers to: strict in OpenAI's sense, with every property required
 * and no others, and the docs as descriptions.
 */
final class AnswerJsonSchema {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private AnswerJsonSchema() {}

  static ObjectNode of(Schema answer) {
    ObjectNode schema = record(answer);
    if (answer.getDoc() != null) {
      schema.put("description", answer.getDoc());
    }
    return schema;
  }

  private static ObjectNode record(Schema record) {
    ObjectNode schema = NODES.objectNode().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = NODES.arrayNode();
    for (Schema.Field field : record.getFields()) {
      properties.set(field.name(), property(field));
      required.add(field.name());
    }
    schema.set("required", required);
    return schema.put("additionalProperties", false);
  }

  private static ObjectNode property(Schema.Field field) {
    ObjectNode property = type(field.schema());
    Schema type = Types.present(field.schema());
    describe(property, field.doc());
    Range.properties(field, type)
        .forEach((key, value) ->
            Range.of(key)
                .filter(range -> range.fits(type.getType()))
                .ifPresent(range -> property.set(range.key(), node(value))));
    return property;
  }

  private static void describe(ObjectNode property, @Nullable String doc) {
    if (doc != null && !doc.isBlank()) {
      property.put("description", doc.strip());
    }
  }

  private static JsonNode node(Object value) {
    return switch (value) {
      case Integer number -> NODES.numberNode(number);
      case Long number -> NODES.numberNode(number);
      case Number number -> NODES.numberNode(number.doubleValue());
      default -> NODES.stringNode(value.toString());
    };
  }

  private static ObjectNode type(Schema schema) {
    if (!Types.isNullable(schema)) {
      return present(schema);
    }
    ObjectNode type = present(Types.present(schema));
    if (type.path("type").asString().equals("object")) {
      ObjectNode either = NODES.objectNode();
      either.putArray("anyOf").add(type).addObject().put("type", "null");
      return either;
    }
    if (type.get("enum") instanceof ArrayNode symbols) {
      symbols.addNull();
    }
    ArrayNode types = NODES.arrayNode().add(type.path("type").asString()).add("null");
    type.set("type", types);
    return type;
  }

  private static ObjectNode present(Schema schema) {
    return switch (schema.getType()) {
      case RECORD -> record(schema);
      case ARRAY -> {
        ObjectNode array = NODES.objectNode().put("type", "array");
        array.set("items", item(schema.getElementType()));
        yield array;
      }
      case ENUM -> {
        ObjectNode text = NODES.objectNode().put("type", "string");
        ArrayNode symbols = text.putArray("enum");
        Types.symbols(schema).forEach(symbols::add);
        yield text;
      }
      case STRING -> NODES.objectNode().put("type", "string");
      case BOOLEAN -> NODES.objectNode().put("type", "boolean");
      // Avro would take a larger one and change it.
      case INT ->
          NODES
              .objectNode()
              .put("type", "integer")
              .put("minimum", Integer.MIN_VALUE)
              .put("maximum", Integer.MAX_VALUE);
      case LONG -> NODES.objectNode().put("type", "integer");
      case FLOAT, DOUBLE -> NODES.objectNode().put("type", "number");
      default -> throw new IllegalArgumentException("The rules have refused " + schema.getType());
    };
  }

  /** What a record or an enum says of itself; fields say it better, but items have none. */
  private static ObjectNode item(Schema schema) {
    ObjectNode item = type(schema);
    Schema type = Types.present(schema);
    if (type.getType() == Schema.Type.RECORD || type.getType() == Schema.Type.ENUM) {
      describe(item, type.getDoc());
    }
    return item;
  }
}
