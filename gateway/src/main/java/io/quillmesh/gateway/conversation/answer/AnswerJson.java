package io.quillmesh.gateway.conversation.answer;

import io.quillmesh.gateway.conversation.effects.UnfitRecordException;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericEnumSymbol;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer as the JSON that its JSON schema describes. Avro's own JSON names the type of what may
 * be null, and writes what is not a number as if it were a text.
 */
final class AnswerJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private AnswerJson() {}

  /**
   * @param answer a value as Avro reads it without generated classes
   * @throws UnfitRecordException if JSON has no such value
   */
  static String of(@Nullable Object answer) {
    return node(answer).toString();
  }

  private static JsonNode node(@Nullable Object value) {
    return switch (value) {
      case null -> JSON.nullNode();
      case IndexedRecord record -> {
        ObjectNode object = JSON.objectNode();
        for (Schema.Field field : record.getSchema().getFields()) {
          object.set(field.name(), node(record.get(field.pos())));
        }
        yield object;
      }
      case Collection<?> items -> {
        ArrayNode array = JSON.arrayNode(items.size());
        items.forEach(item -> array.add(node(item)));
        yield array;
      }
      case Map<?, ?> entries -> {
        ObjectNode object = JSON.objectNode();
        entries.forEach((key, entry) -> object.set(key.toString(), node(entry)));
        yield object;
      }
      case CharSequence text -> JSON.stringNode(text.toString());
      case GenericEnumSymbol<?> symbol -> JSON.stringNode(symbol.toString());
      case Boolean truth -> JSON.booleanNode(truth);
      case Integer number -> JSON.numberNode(number);
      case Long number -> JSON.numberNode(number);
      case Float number when Float.isFinite(number) -> JSON.numberNode(number);
      case Double number when Double.isFinite(number) -> JSON.numberNode(number);
      default -> throw new UnfitRecordException("NOT_JSON", "JSON cannot say " + value);
    };
  }
}
