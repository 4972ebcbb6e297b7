package io.quillmesh.localmesh.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which model the agents call. With {@code OPENAI_API_KEY} set (or only {@code OPENAI_BASE_URL},
 * for a server that needs no key) it is a real model, otherwise the offline model.
 *
 * @param isOffline whether the offline model is run
 * @param environment for the agents; they inherit all other variables about models unchanged
 * @param intentUrl where the intent agent's model is
 */
public record ModelSettings(boolean isOffline, Map<String, String> environment, String intentUrl) {

  private static final String OPENAI = "https://api.openai.com/v1";

  /** Supports JSON schemas, streaming and a temperature, and costs little. */
  private static final String OPENAI_MODEL = "gpt-4.1-mini";

  private static final List<String> MODELS_OF_AGENTS =
      List.of("INTENT_MODEL", "CONTEXT_MODEL", "GENERATOR_MODEL", "REPLY_MODEL", "PHASE_MODEL");

  /**
   * @throws MeshException if the address of a real model is set but no model's name
   */
  public static ModelSettings of(Map<String, String> variables, int offlineModelPort) {
    String key = variables.getOrDefault("OPENAI_API_KEY", "");
    String url = variables.getOrDefault("OPENAI_BASE_URL", "");
    if (key.isBlank() && url.isBlank()) {
      return of(
          true,
          Map.of(
              "OPENAI_BASE_URL",
              "http://127.0.0.1:" + offlineModelPort + "/v1",
              "OPENAI_API_KEY",
              "offline"),
          variables);
    }
    Map<String, String> environment = new HashMap<>();
    environment.put("OPENAI_BASE_URL", url.isBlank() ? OPENAI : url);
    environment.put("OPENAI_API_KEY", key.isBlank() ? "none" : key);
    if (!namesModels(variables)) {
      if (!url.isBlank() && !url.equals(OPENAI)) {
        throw new MeshException(
            "OPENAI_BASE_URL is set, but not which model to use there: set OPENAI_MODEL.");
      }
      environment.put("OPENAI_MODEL", OPENAI_MODEL);
    }
    return of(false, Map.copyOf(environment), variables);
  }

  private static ModelSettings of(
      boolean isOffline, Map<String, String> environment, Map<String, String> variables) {
    String ofIntent = variables.getOrDefault("INTENT_BASE_URL", "");
    String ofAll = environment.getOrDefault("OPENAI_BASE_URL", OPENAI);
    return new ModelSettings(isOffline, environment, ofIntent.isBlank() ? ofAll : ofIntent);
  }

  private static boolean namesModels(Map<String, String> variables) {
    return isSet(variables, "OPENAI_MODEL")
        || MODELS_OF_AGENTS.stream().allMatch(name -> isSet(variables, name));
  }

  private static boolean isSet(Map<String, String> variables, String name) {
    return !variables.getOrDefault(name, "").isBlank();
  }

  @Override
  public String toString() {
    return isOffline ? "the offline model" : "the model at " + environment.get("OPENAI_BASE_URL");
  }
}
