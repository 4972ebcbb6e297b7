package io.quillmesh.tuning.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quillmesh.tuning.tokenizer.Tokens;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EncoderTest {
  private final List<Tokens> batch = Small.messages(60);
  private final EncoderWeights weights = EncoderWeights.random(Small.SHAPE, 1);
  private final Prompt prompt = Small.prompt(3, true, true);

  @ParameterizedTest
  @EnumSource
  void aMessageHasTheSameVectorAloneAndInABatch(Pooling pooling) {
    var encoder = new Encoder(weights, pooling, 2);
    float[] together = encoder.forward(batch, prompt).pooled();
    int width = Small.SHAPE.width();
    for (int i = 0; i < batch.size(); i++) {
      assertThat(encoder.encode(batch.get(i), prompt))
          .containsExactly(Arrays.copyOfRange(together, i * width, (i + 1) * width));
    }
  }

  @Test
  void gradientsDoNotDependOnTheNumberOfThreads() {
    EncoderWeights trainable = weights.trainable();
    Prompt expected = prompt.zero();
    var expectedWeights = new WeightGradients(Small.SHAPE);
    train(new Encoder(trainable, Pooling.MEAN, 1), expected, expectedWeights);
    for (int threads = 2; threads < 5; threads++) {
      Prompt actual = prompt.zero();
      var actualWeights = new WeightGradients(Small.SHAPE);
      train(new Encoder(trainable, Pooling.MEAN, threads), actual, actualWeights);
      assertThat(actual.input()).containsExactly(expected.input());
      assertThat(actual.prefixes()).containsExactly(expected.prefixes());
      assertThat(actualWeights.values()).containsExactly(expectedWeights.values());
    }
  }

  private void train(Encoder encoder, Prompt gradient, WeightGradients weightGradients) {
    Pass pass = encoder.forward(batch, prompt);
    pass.backward(pass.pooled().clone(), gradient, weightGradients);
  }

  @Test
  void memoryThatWasUsedBeforeChangesNothing() {
    var encoder = new Encoder(weights, Pooling.CLS);
    Tokens longest = batch.stream().max((a, b) -> a.length() - b.length()).orElseThrow();
    float[] fresh = encoder.encode(batch.getFirst(), Prompt.none());
    encoder.encode(longest, prompt);
    assertThat(encoder.encode(batch.getFirst(), Prompt.none())).containsExactly(fresh);
  }

  @Test
  void aPromptChangesTheVector() {
    var encoder = new Encoder(weights, Pooling.MEAN);
    float[] without = encoder.encode(batch.getFirst(), Prompt.none());
    assertThat(encoder.encode(batch.getFirst(), Small.prompt(3, true, false)))
        .isNotEqualTo(without);
    assertThat(encoder.encode(batch.getFirst(), Small.prompt(3, false, true)))
        .isNotEqualTo(without);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    var encoder = new Encoder(weights, Pooling.CLS);
    assertThatThrownBy(() -> encoder.encode(new Tokens(new int[25], new int[25]), Prompt.none()))
        .hasMessageContaining("1 to 24 tokens, not 25");
    assertThatThrownBy(() -> encoder.encode(new Tokens(new int[] {50}, new int[1]), Prompt.none()))
        .hasMessageContaining("token 50");
    assertThatThrownBy(() -> encoder.encode(batch.getFirst(), new Prompt(1, new float[3], null)))
        .hasMessageContaining("needs 40");
    Pass pass = encoder.forward(batch, Prompt.none());
    pass.discard();
    assertThatThrownBy(() -> pass.backward(new float[0], null, null))
        .hasMessageContaining("goes back once");
  }
}
