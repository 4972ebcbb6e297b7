package io.quillmesh.offlinemodel.openai;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The agent that asks. It is recognized by the answer's schema or by the model's name, never by the
 * prompt's text.
 */
public enum Caller {
  INTENT("offline-intent", "intent_recognition"),
  CONTEXT("offline-context", "context_analysis"),
  GENERATOR("offline-generator", null),
  REPLY("offline-reply", null),
  PHASE("offline-phase", "phase_decision");

  /**
   * A second name for every model, so that faults set for the first name do not affect a fallback.
   */
  private static final String BACKUP = "-backup";

  private final String model;
  private final @Nullable String schema;

  Caller(String model, @Nullable String schema) {
    this.model = model;
    this.schema = schema;
  }

  /** The names of all models. */
  public static List<String> models() {
    return Arrays.stream(values())
        .flatMap(caller -> Stream.of(caller.model, caller.model + BACKUP))
        .toList();
  }

  static Caller of(String model, @Nullable String schema) {
    Caller byModel =
        Arrays.stream(values())
            .filter(caller -> model.equals(caller.model) || model.equals(caller.model + BACKUP))
            .findFirst()
            .orElseThrow(() -> OpenAiError.unknownModel(model));
    if (schema == null) {
      return byModel;
    }
    return Arrays.stream(values())
        .filter(caller -> schema.equals(caller.schema))
        .findFirst()
        .orElseThrow(
            () -> OpenAiError.invalid("response_format", "unknown schema name: " + schema));
  }
}
