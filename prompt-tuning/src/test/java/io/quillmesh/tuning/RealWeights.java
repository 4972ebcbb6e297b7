package io.quillmesh.tuning;

import io.quillmesh.tuning.weights.EncoderFiles;
import io.quillmesh.tuning.weights.KnownEncoder;
import io.quillmesh.tuning.weights.WeightsFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/**
 * The encoders' files for tests that have the tag "weights"; CONTRIBUTING.md says how to run them.
 */
public final class RealWeights {
  private RealWeights() {}

  public static Path root() {
    return Path.of(System.getProperty("quillmesh.root", ".."));
  }

  public static EncoderFiles of(String encoder) {
    String named =
        System.getProperty("quillmesh.weights", System.getenv().getOrDefault("MESH_WEIGHTS", ""));
    Path folder = WeightsFolder.of(Map.of("MESH_WEIGHTS", named), root());
    KnownEncoder known = KnownEncoder.named(encoder);
    Assumptions.assumeTrue(
        Files.exists(folder.resolve(known.model())),
        () -> "needs ./mesh weights --encoder " + encoder);
    return known.in(folder);
  }
}
