package io.quillmesh.agent;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a structured answer has to look like: a JSON schema, which travels to the model and checks
 * what comes back, and the record that it is read into.
 *
 * @param <T> the record
 */
public final class OutputSchema<T> {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MISFITS_NAMED = 10;

  private final String name;
  private final String json;
  private final Class<T> type;
  private final Schema compiled;
  private final SchemaCoercion coercion;

  /**
   * @param name what the model knows the schema by, such as {@code intent_recognition}
   * @param json JSON Schema 2020-12, as text
   * @param type the record
   * @throws IllegalArgumentException if the schema is no JSON schema of an object
   */
  public OutputSchema(String name, String json, Class<T> type) {
    this.name = name;
    this.json = json;
    this.type = type;
    this.compiled = compile(name, json);
    this.coercion = new SchemaCoercion(JSON.readTree(json));
  }

  /**
   * A schema that is a resource on the class path.
   *
   * @param resource such as {@code prompts/intent.schema.json}
   * @throws IllegalArgumentException if it is not there or is no JSON schema of an object
   */
  public static <T> OutputSchema<T> resource(String name, String resource, Class<T> type) {
    try (InputStream in = type.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalArgumentException("There is no " + resource + " on the class path");
      }
      return new OutputSchema<>(name, new String(in.readAllBytes(), StandardCharsets.UTF_8), type);
    } catch (IOException e) {
      throw new IllegalArgumentException(resource + " cannot be read: " + e, e);
    }
  }

  /** What the model knows the schema by. */
  public String name() {
    return name;
  }

  /** JSON Schema, as text. */
  public String json() {
    return json;
  }

  /** The record. */
  public Class<T> type() {
    return type;
  }

  /**
   * Reads an answer. Text around the JSON is skipped, and values are brought into the schema's form
   * where it is clear what they mean. Of several objects the first that fits is the answer.
   *
   * @throws MisfitException if there is no JSON object in it, or none that fits the schema and the
   *     record
   */
  public T read(String answer) throws MisfitException {
    MisfitException first = null;
    for (JsonNode object : JsonInText.objects(answer)) {
      try {
        return fitted(coercion.coerce(object));
      } catch (MisfitException misfit) {
        first = first == null ? misfit : first;
      }
    }
    throw first == null
        ? new MisfitException("There is no complete JSON object in it", null)
        : first;
  }

  private T fitted(JsonNode tree) throws MisfitException {
    List<Error> misfits = compiled.validate(tree);
    if (!misfits.isEmpty()) {
      throw new MisfitException(describe(misfits), null);
    }
    try {
      return JSON.treeToValue(tree, type);
    } catch (JacksonException e) {
      throw new MisfitException("It does not fit: " + e.getOriginalMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new MisfitException(String.valueOf(e.getMessage()), e);
    }
  }

  private static String describe(List<Error> misfits) {
    return misfits.stream()
        .limit(MISFITS_NAMED)
        .map(misfit -> misfit.getInstanceLocation() + ": " + misfit.getMessage())
        .collect(Collectors.joining("\n"));
  }

  private static Schema compile(String name, String json) {
    try {
      JsonNode tree = JSON.readTree(json);
      if (!tree.path("type").asString("").equals("object")) {
        throw new IllegalArgumentException(
            "The schema of " + name + " must say \"type\": \"object\" at its top");
      }
      Schema compiled =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(tree);
      compiled.initializeValidators();
      return compiled;
    } catch (JacksonException | SchemaException e) {
      throw new IllegalArgumentException("The schema of " + name + " is broken: " + e, e);
    }
  }

  /**
   * The answer of a model does not fit. The message says where, so that the model can correct it.
   */
  public static final class MisfitException extends Exception {
    private static final long serialVersionUID = 1L;

    MisfitException(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}
