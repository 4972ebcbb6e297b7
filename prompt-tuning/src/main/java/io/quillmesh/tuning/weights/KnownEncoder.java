package io.quillmesh.tuning.weights;

import java.nio.file.Path;
import java.util.List;

/** An encoder that {@code ./mesh weights} fetches; the sums are those of its two files. */
public record KnownEncoder(
    String name, String model, String modelSha256, String tokenizer, String tokenizerSha256) {

  /** All of them. */
  public static List<KnownEncoder> all() {
    return List.of();
  }

  /** The one of this name, or an error that says which there are. */
  public static KnownEncoder named(String name) {
    throw new IllegalArgumentException("There is no encoder " + name);
  }

  /**
   * The files of this encoder in a folder of weights, checked against the sums; says what to do if
   * they are missing or differ.
   */
  public EncoderFiles in(Path folder) {
    throw new UnsupportedOperationException("Not yet: " + folder);
  }
}
