package io.quillmesh.offlinemodel.declared;

import io.quillmesh.offlinemodel.text.Dice;
import io.quillmesh.offlinemodel.understanding.Document;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fills a JSON schema. Names and descriptions of the properties say which of the request's data
 * belong there; where nothing fits, the value says that it comes from the offline model.
 */
public final class DeclaredAnswer {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Set<String> UNKNOWN = Set.of("UNKNOWN", "UNSPECIFIED", "UNRECOGNIZED");
  private static final int USUAL_ITEMS = 3;

  /** From here on only what the schema demands is made, because a schema may refer to itself. */
  private static final int DEEP = 6;

  private static final int USUAL_KEYS = 2;

  private final Document data;
  private final Material material;
  private final Texts texts;

  private DeclaredAnswer(Document data) {
    this.data = data;
    this.material = new Material(data);
    this.texts = new Texts(material);
  }

  /** An answer that is valid under the schema, always the same one for the same request. */
  public static JsonNode answer(Document data, JsonNode schema) {
    return new DeclaredAnswer(data).value(Place.root(schema));
  }

  private JsonNode value(Place place) {
    Shape shape = place.shape();
    if (shape.isNullable() && place.depth() > DEEP) {
      return NODES.nullNode();
    }
    List<JsonNode> symbols = shape.symbols();
    if (!symbols.isEmpty()) {
      return symbol(place, symbols);
    }
    return switch (shape.type()) {
      case "object" -> object(place);
      case "array" -> array(place);
      case "boolean" -> NODES.booleanNode(dice(place).between(0, 1) == 1);
      case "integer" -> NODES.numberNode(Numbers.integer(place, material, dice(place)));
      case "number" -> NODES.numberNode(Numbers.decimal(place, dice(place)));
      case "null" -> NODES.nullNode();
      default -> NODES.stringNode(texts.text(place));
    };
  }

  private ObjectNode object(Place place) {
    Shape shape = place.shape();
    ObjectNode object = NODES.objectNode();
    for (String name : shape.properties()) {
      if (place.depth() <= DEEP || shape.requires(name)) {
        object.set(name, property(place, name));
      }
    }
    Optional<Shape> others = shape.otherProperties();
    if (shape.properties().isEmpty() && others.isPresent()) {
      for (int i = 0; i < (place.depth() > DEEP ? 0 : USUAL_KEYS); i++) {
        object.set(material.key(i), value(place.item(others.get(), i)));
      }
    }
    return object;
  }

  private JsonNode property(Place place, String name) {
    Place property = place.property(name);
    boolean isButton = name.equals("message") && place.shape().properties().contains("label");
    return isButton && property.shape().isText()
        ? NODES.stringNode(texts.message(property, value(place.property("label")).asString("")))
        : value(property);
  }

  private ArrayNode array(Place place) {
    Shape shape = place.shape();
    int min = shape.number("minItems", 0);
    int usual = place.depth() > DEEP ? 0 : Math.min(USUAL_ITEMS, texts.available(place));
    int count = Math.min(Math.max(min, usual), shape.number("maxItems", Integer.MAX_VALUE));
    ArrayNode array = NODES.arrayNode();
    for (int i = 0; i < count; i++) {
      array.add(value(place.item(shape.items(), i)));
    }
    return array;
  }

  /**
   * What the request says under the same name, or one by chance, but not a stand-in for unknown.
   */
  private JsonNode symbol(Place place, List<JsonNode> symbols) {
    Optional<JsonNode> said =
        symbols.stream()
            .filter(symbol -> symbol.isString())
            .filter(symbol -> data.text(place.name()).filter(symbol.asString()::equals).isPresent())
            .findFirst();
    List<JsonNode> telling =
        symbols.stream()
            .filter(symbol -> !symbol.isNull() && !UNKNOWN.contains(symbol.asString("")))
            .toList();
    List<JsonNode> all = telling.isEmpty() ? symbols : telling;
    int start = Dice.of(place.path(), material.seed()).between(0, all.size() - 1);
    return said.orElseGet(() -> all.get((start + place.index()) % all.size()));
  }

  private Dice dice(Place place) {
    return Dice.of(place.path(), material.seed());
  }
}
