package io.quillmesh.tuning.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A {@code tuning.yml}: what {@code ./mesh tune} trains for an agent.
 *
 * @param task what is recognised
 * @param data where the labelled messages are
 * @param artefact what is written
 * @param encoders the encoder of each route
 */
public record TaskFile(Task task, Path data, Path artefact, Map<Route, String> encoders) {
  /** The name of such a file. */
  public static final String NAME = "tuning.yml";

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /** Copies the encoders. */
  public TaskFile {
    encoders = java.util.Collections.unmodifiableMap(new TreeMap<>(encoders));
  }

  /** As it stands in the file; paths are relative to it. */
  private record Text(
      String agent,
      String data,
      String schema,
      String label,
      List<String> answered,
      String artefact,
      Map<String, String> encoders) {}

  /**
   * Reads one.
   *
   * @throws DataException if it is not there or wrong; the message says what to change
   */
  public static TaskFile read(Path file) {
    Text text = text(file);
    Path folder = file.toAbsolutePath().normalize().getParent();
    if (folder == null) {
      throw new DataException(file + " is in no folder");
    }
    Path schemaFile = folder.resolve(given(file, "schema", text.schema())).normalize();
    try {
      JsonNode schema = schema(schemaFile);
      Map<Route, String> encoders = new TreeMap<>();
      given(file, "encoders", text.encoders())
          .forEach((route, encoder) -> encoders.put(Route.named(route), encoder));
      Task task =
          new Task(
              given(file, "agent", text.agent()),
              labels(schemaFile, schema, given(file, "label", text.label())),
              new TreeSet<>(given(file, "answered", text.answered())),
              schema);
      return new TaskFile(
          task,
          folder.resolve(given(file, "data", text.data())).normalize(),
          folder.resolve(given(file, "artefact", text.artefact())).normalize(),
          encoders);
    } catch (IllegalArgumentException e) {
      throw new DataException(file + ": " + e.getMessage());
    }
  }

  private static Text text(Path file) {
    try {
      Object yaml = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
      return JSON.convertValue(yaml, Text.class);
    } catch (IOException e) {
      throw new DataException("Cannot read " + file + ": it says what is trained for an agent");
    } catch (YAMLException | JacksonException | IllegalArgumentException e) {
      throw new DataException(file + " is wrong: " + e.getMessage());
    }
  }

  private static <T> T given(Path file, String name, @org.jspecify.annotations.Nullable T value) {
    if (value == null) {
      throw new DataException(file + " has no \"" + name + "\"");
    }
    return value;
  }

  /**
   * The task of a declared agent: its answer has one enum, and labelled messages are in its folder.
   *
   * @param schemaFile the JSON schema of its answer
   * @throws DataException if the answer has no enum or several, or messages are missing
   */
  public static TaskFile declared(Path folder, Path schemaFile, Map<Route, String> encoders) {
    JsonNode schema = schema(schemaFile);
    List<List<String>> enums = new ArrayList<>();
    collect(schema, enums);
    Path place = folder.toAbsolutePath().normalize();
    String name = String.valueOf(place.getFileName());
    if (enums.size() != 1) {
      throw new DataException(
          "The answer of %s has %s. An agent can be tuned if its answer has exactly one."
              .formatted(name, enums.isEmpty() ? "no enum" : enums.size() + " enums"));
    }
    List<String> labels = enums.getFirst();
    return new TaskFile(
        new Task(name, labels, new TreeSet<>(labels), schema),
        place.resolve("examples.jsonl"),
        place.resolve(name + ".safetensors"),
        encoders);
  }

  private static void collect(JsonNode node, List<List<String>> enums) {
    if (node.path("enum").isArray()) {
      enums.add(symbols(node.path("enum")));
    }
    node.forEach(child -> collect(child, enums));
  }

  private static JsonNode schema(Path file) {
    try {
      return JSON.readTree(Files.readString(file));
    } catch (IOException | JacksonException e) {
      throw new DataException("Cannot read the JSON schema " + file + ": " + e.getMessage());
    }
  }

  private static List<String> symbols(JsonNode values) {
    List<String> symbols = new ArrayList<>();
    values.forEach(value -> {
      if (value.isString()) {
        symbols.add(value.asString());
      }
    });
    return symbols;
  }

  private static List<String> labels(Path file, JsonNode schema, String property) {
    List<String> labels = symbols(schema.path("properties").path(property).path("enum"));
    if (labels.size() < 2) {
      throw new DataException(
          "%s has no property \"%s\" with an enum of at least two labels"
              .formatted(file, property));
    }
    return labels;
  }
}
