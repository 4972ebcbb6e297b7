package io.quillmesh.tuning.weights;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** An encoder that {@code ./mesh weights} fetches; the sums are those of its two files. */
public record KnownEncoder(
    String name, String model, String modelSha256, String tokenizer, String tokenizerSha256) {
  // The same file is read by ./mesh weights.
  private static final Map<String, String> SUMS = sums("encoders.sha256");
  private static final List<KnownEncoder> ALL =
      List.of(
          known("bge-small-zh", "bge-small-zh-v1.5"),
          known("minilm-l6", "all-minilm-l6-v2"),
          known("bge-small-en", "bge-small-en-v1.5"),
          known("e5-small", "e5-small-v2"));

  private static KnownEncoder known(String name, String file) {
    String model = file + ".onnx";
    String tokenizer = file + "-tokenizer.json";
    return new KnownEncoder(name, model, sum(model), tokenizer, sum(tokenizer));
  }

  private static String sum(String file) {
    return Objects.requireNonNull(SUMS.get(file), file);
  }

  private static Map<String, String> sums(String resource) {
    try (InputStream in =
        Objects.requireNonNull(KnownEncoder.class.getResourceAsStream(resource), resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split(" +"))
          .collect(Collectors.toUnmodifiableMap(line -> line[1], line -> line[0]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All of them. */
  public static List<KnownEncoder> all() {
    return ALL;
  }

  /** The one of this name, or an error that says which there are. */
  public static KnownEncoder named(String name) {
    return ALL.stream()
        .filter(encoder -> encoder.name.equals(name))
        .findFirst()
        .orElseThrow(
            () -> new WeightsException("There is no encoder " + name + "; there are " + names()));
  }

  private static String names() {
    return ALL.stream().map(KnownEncoder::name).collect(Collectors.joining(", "));
  }

  /**
   * The files of this encoder in a folder of weights, checked against the sums; says what to do if
   * they are missing or differ.
   */
  public EncoderFiles in(Path folder) {
    return new EncoderFiles(
        checked(folder.resolve(model), modelSha256),
        modelSha256,
        checked(folder.resolve(tokenizer), tokenizerSha256),
        tokenizerSha256);
  }

  private Path checked(Path file, String expected) {
    if (!Files.isRegularFile(file)) {
      throw new WeightsException(
          "The encoder %s is not here: there is no %s. Run ./mesh weights --encoder %s, which fetches it."
              .formatted(name, file, name));
    }
    String actual = Sha256.of(file);
    if (!actual.equals(expected)) {
      throw new WeightsException(
          "%s is not the file of the encoder %s that this version knows: its SHA-256 is %s and should be %s. Delete it and run ./mesh weights --encoder %s."
              .formatted(file, name, actual, expected, name));
    }
    return file;
  }
}
