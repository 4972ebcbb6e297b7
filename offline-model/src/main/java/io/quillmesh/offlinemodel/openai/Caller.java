package io.quillmesh.offlinemodel.openai;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The agent that asks. It is recognized by the name of the answer's schema or of the model, never
 * by the prompt's text.
 */
public enum Caller {
  INTENT("offline-intent", "intent_recognition"),
  CONTEXT("offline-context", "context_analysis"),
  GENERATOR("offline-generator", null),
  REPLY("offline-reply", null),
  PHASE("offline-phase", "phase_decision"),
  /** Any other agent: another schema, or another model's name that begins with this one. */
  DECLARED("offline", null);

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

  /** The names of all models; more names that begin with the last one are the last one. */
  public static List<String> models() {
    return Arrays.stream(values())
        .flatMap(caller -> Stream.of(caller.model, caller.model + BACKUP))
        .toList();
  }

  static Caller of(String model, @Nullable String schema) {
    if (!isKnown(model)) {
      throw OpenAiError.unknownModel(model);
    }
    return Arrays.stream(values())
        .filter(caller ->
            schema == null
                ? model.equals(caller.model) || model.equals(caller.model + BACKUP)
                : schema.equals(caller.schema))
        .findFirst()
        .orElse(DECLARED);
  }

  /** Whether there is a model of this name. */
  public static boolean isKnown(String model) {
    return model.startsWith(DECLARED.model);
  }
}
