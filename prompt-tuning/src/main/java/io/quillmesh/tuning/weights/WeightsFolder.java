package io.quillmesh.tuning.weights;

import java.nio.file.Path;
import java.util.Map;

/** Where {@code ./mesh weights} puts what it fetches. */
public final class WeightsFolder {
  private WeightsFolder() {}

  /** MESH_WEIGHTS of these variables, or .mesh/weights below the root of the project. */
  public static Path of(Map<String, String> environment, Path root) {
    String named = environment.getOrDefault("MESH_WEIGHTS", "");
    return named.isEmpty() ? root.resolve(".mesh", "weights") : Path.of(named);
  }
}
