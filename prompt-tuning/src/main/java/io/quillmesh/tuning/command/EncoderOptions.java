package io.quillmesh.tuning.command;

import io.quillmesh.tuning.classifier.EncoderSource;
import io.quillmesh.tuning.weights.WeightsFolder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where encoders are, and which. */
final class EncoderOptions {
  @Option(
      names = "--weights",
      paramLabel = "DIR",
      description = "Where ./mesh weights put the encoders (MESH_WEIGHTS, else .mesh/weights).")
  private @Nullable Path weights;

  @Option(
      names = "--list-encoders",
      hidden = true,
      description = "Print the names of the encoders that are needed, and do nothing.")
  boolean list;

  EncoderSource source(Path root) {
    return EncoderSource.folder(
        weights == null ? WeightsFolder.of(System.getenv(), root) : weights);
  }

  /** The root of the project, which the script sets. */
  static Path root() {
    return Path.of(System.getProperty("quillmesh.root", ".")).toAbsolutePath().normalize();
  }
}
