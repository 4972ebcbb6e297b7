package io.quillmesh.tuning.weights;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** An encoder that {@code ./mesh weights} fetches; the sums are those of its two files. */
public record KnownEncoder(
    String name, String model, String modelSha256, String tokenizer, String tokenizerSha256) {
  private static final String BERT_ENGLISH_TOKENIZER =
      "d241a60d5e8f04cc1b2b3e9ef7a4921b27bf526d9f6050ab90f9267a1f9e5c66";
  private static final List<KnownEncoder> ALL =
      List.of(
          new KnownEncoder(
              "bge-small-zh",
              "bge-small-zh-v1.5.onnx",
              "69a0b846f4f116b5e6aabf9546ea6754d02264f3211a13a1bd69b31b8040749a",
              "bge-small-zh-v1.5-tokenizer.json",
              "48cea5d44424912a6fd1ea647bf4fe50b55ab8b1e5879c3275f80e339e8fae26"),
          new KnownEncoder(
              "minilm-l6",
              "all-minilm-l6-v2.onnx",
              "759c3cd2b7fe7e93933ad23c4c9181b7396442a2ed746ec7c1d46192c469c46e",
              "all-minilm-l6-v2-tokenizer.json",
              "da0e79933b9ed51798a3ae27893d3c5fa4a201126cef75586296df9b4d2c62a0"),
          new KnownEncoder(
              "bge-small-en",
              "bge-small-en-v1.5.onnx",
              "828e1496d7fabb79cfa4dcd84fa38625c0d3d21da474a00f08db0f559940cf35",
              "bge-small-en-v1.5-tokenizer.json",
              BERT_ENGLISH_TOKENIZER),
          new KnownEncoder(
              "e5-small",
              "e5-small-v2.onnx",
              "b2a43b66f7f9b6f29643a21340ad7c03d2d91e6bd5d43429a77799a9ee880eb0",
              "e5-small-v2-tokenizer.json",
              BERT_ENGLISH_TOKENIZER));

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
