package io.quillmesh.localmesh.program;

import io.quillmesh.localmesh.config.Checkout;
import io.quillmesh.localmesh.config.ModelSettings;
import java.util.HashMap;
import java.util.Map;

/**
 * The small model in front of the one that the intent agent would ask. Keys and models' names come
 * with the agent's requests, so it needs none.
 */
final class TunedModelProgram {

  private TunedModelProgram() {}

  /** What the intent agent asks instead. */
  static String intentUrl(int port) {
    return "http://127.0.0.1:" + port + "/intent/v1";
  }

  /** What it is told, unless the environment of the mesh says it otherwise. */
  static Map<String, String> environment(Checkout checkout, ModelSettings model) {
    Map<String, String> environment = new HashMap<>();
    environment.put("INTENT_UPSTREAM_URL", model.intentUrl());
    putUnlessSet(environment, "TUNED_ARTEFACTS", checkout.root() + "/intent-service/tuning");
    putUnlessSet(environment, "MESH_WEIGHTS", checkout.root() + "/.mesh/weights");
    return environment;
  }

  private static void putUnlessSet(Map<String, String> environment, String name, String value) {
    if (System.getenv().getOrDefault(name, "").isBlank()) {
      environment.put(name, value);
    }
  }
}
