package io.quillmesh.tuning;

import io.quillmesh.tuning.weights.EncoderFiles;
import io.quillmesh.tuning.weights.KnownEncoder;
import io.quillmesh.tuning.weights.WeightsFolder;
import java.nio.file.Path;
import java.util.Map;

/**
 * The encoders' files for tests that have the tag "weights"; CONTRIBUTING.md says how to run them.
 */
public final class RealWeights {
  private RealWeights() {}

  public static Path root() {
    return Path.of(System.getProperty("quillmesh.root", ".."));
  }

  public static EncoderFiles of(String encoder) {
    String folder =
        System.getProperty("quillmesh.weights", System.getenv().getOrDefault("MESH_WEIGHTS", ""));
    return KnownEncoder.named(encoder).in(WeightsFolder.of(Map.of("MESH_WEIGHTS", folder), root()));
  }
}
