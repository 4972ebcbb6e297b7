package io.quillmesh.localmesh;

import java.util.Map;

/**
 * Which model the agents call. Set {@code OPENAI_API_KEY} (or only {@code OPENAI_BASE_URL}, for a
 * server that wants no key) and it is a real one; otherwise the offline model.
 *
 * @param isOffline whether the offline model is run
 * @param environment for the agents; what else the environment says of models they see as it is
 */
record ModelSettings(boolean isOffline, Map<String, String> environment) {

  private static final String OPENAI = "https://api.openai.com/v1";

  static ModelSettings of(Map<String, String> environment, int offlineModelPort) {
    String key = environment.getOrDefault("OPENAI_API_KEY", "");
    String url = environment.getOrDefault("OPENAI_BASE_URL", "");
    if (key.isBlank() && url.isBlank()) {
      return new ModelSettings(
          true,
          Map.of(
              "OPENAI_BASE_URL",
              "http://127.0.0.1:" + offlineModelPort + "/v1",
              "OPENAI_API_KEY",
              "offline"));
    }
    return new ModelSettings(
        false,
        Map.of(
            "OPENAI_BASE_URL", url.isBlank() ? OPENAI : url,
            "OPENAI_API_KEY", key.isBlank() ? "none" : key));
  }

  @Override
  public String toString() {
    return isOffline ? "the offline model" : "the model at " + environment.get("OPENAI_BASE_URL");
  }
}
