package io.quillmesh.tuning.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import io.quillmesh.tuning.RealWeights;
import io.quillmesh.tuning.tokenizer.Tokens;
import io.quillmesh.tuning.tokenizer.WordPiece;
import io.quillmesh.tuning.weights.EncoderFiles;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The encoders that are fetched give what ONNX Runtime gives. */
@Tag("weights")
class RealEncodersTest {
  private static final List<String> MESSAGES =
      List.of(
          "好",
          "帮我写一篇关于咖啡的文章，五百字以内",
          "Make it a bit shorter, please!",
          "What can you do? ".repeat(12),
          "换成Markdown格式");

  @ParameterizedTest
  @ValueSource(strings = {"bge-small-zh", "minilm-l6", "bge-small-en", "e5-small"})
  void giveWhatOnnxRuntimeGives(String name) throws OrtException {
    EncoderFiles files = RealWeights.of(name);
    WordPiece tokenizer = WordPiece.read(files.tokenizer());
    List<Tokens> batch =
        MESSAGES.stream()
            .map(m -> tokenizer.encode(m, "article; buttons: diary, 報告", 128))
            .toList();
    try (var weights = EncoderWeights.map(files.model());
        var reference = new Reference(files.model())) {
      for (Pooling pooling : Pooling.values()) {
        var encoder = new Encoder(weights, pooling);
        float[] together = encoder.forward(batch, Prompt.none()).pooled();
        int width = weights.shape().width();
        for (int i = 0; i < batch.size(); i++) {
          float[] expected = reference.encode(batch.get(i), pooling);
          float[] alone = encoder.encode(batch.get(i), Prompt.none());
          System.out.println(
              name + " " + pooling + " 1 - cosine: " + (1 - Reference.cosine(alone, expected)));
          assertThat(Reference.cosine(alone, expected)).isGreaterThan(0.9999999);
          assertThat(Arrays.copyOfRange(together, i * width, (i + 1) * width))
              .containsExactly(alone);
        }
      }
    }
  }
}
