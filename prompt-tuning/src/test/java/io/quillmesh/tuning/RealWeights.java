package io.quillmesh.tuning;

import io.quillmesh.tuning.weights.EncoderFiles;
import io.quillmesh.tuning.weights.KnownEncoder;
import io.quillmesh.tuning.weights.WeightsFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** The encoders' files. CONTRIBUTING.md says how tests get them. */
public final class RealWeights {
  private RealWeights() {}

  public static Path root() {
    return Path.of(System.getProperty("quillmesh.root", ".."));
  }

  public static Path folder() {
    String named =
        System.getProperty("quillmesh.weights", System.getenv().getOrDefault("MESH_WEIGHTS", ""));
    return WeightsFolder.of(Map.of("MESH_WEIGHTS", named), root());
  }

  /** The files of an encoder; without them the test is skipped. */
  public static EncoderFiles of(String encoder) {
    Path folder = folder();
    KnownEncoder known = KnownEncoder.named(encoder);
    Assumptions.assumeTrue(
        Files.exists(folder.resolve(known.model())),
        () -> "needs ./mesh weights --encoder " + encoder);
    return known.in(folder);
  }
}
