package io.quillmesh.tuning.method;

import io.quillmesh.tuning.encoder.Encoder;
import io.quillmesh.tuning.encoder.EncoderWeights;
import io.quillmesh.tuning.encoder.Pass;
import io.quillmesh.tuning.encoder.WeightGradients;
import io.quillmesh.tuning.layer.Parameter;
import io.quillmesh.tuning.prompt.PromptSource;
import io.quillmesh.tuning.tokenizer.Tokens;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Training through an encoder: of a prompt with frozen weights, or of the weights. */
final class EncoderTraining implements Trainable {
  private final Encoder encoder;
  private final PromptSource source;
  private final HeadTraining head;
  private final @Nullable EncoderWeights trained;
  private final @Nullable WeightGradients gradients;
  private final List<Parameter> parameters = new ArrayList<>();
  private @Nullable Pass pass;
  private int rows;

  /**
   * Parts that fit each other.
   *
   * @param trained the encoder's weights if they are trained, else null
   */
  EncoderTraining(
      Encoder encoder,
      PromptSource source,
      HeadTraining head,
      @Nullable EncoderWeights trained,
      double weightRate) {
    this.encoder = encoder;
    this.source = source;
    this.head = head;
    this.trained = trained;
    parameters.addAll(head.parameters());
    parameters.addAll(source.parameters());
    if (trained == null) {
      gradients = null;
    } else {
      gradients = new WeightGradients(trained.shape());
      parameters.add(
          new Parameter("encoder", trained.values(), gradients.values(), true, weightRate));
    }
  }

  @Override
  public List<Parameter> parameters() {
    return parameters;
  }

  @Override
  public float[] forward(List<Tokens> batch, @Nullable RandomGenerator noise) {
    rows = batch.size();
    if (pass != null) {
      pass.discard();
    }
    pass = encoder.forward(batch, source.prompt());
    return head.forward(pass.pooled(), rows, noise);
  }

  @Override
  public void backward(float[] gradient) {
    Objects.requireNonNull(pass, "forward comes first")
        .backward(head.backward(gradient, rows), source.gradient(), gradients);
    source.backward();
    pass = null;
  }

  @Override
  public Tuned tuned() {
    float[] weights = trained == null ? null : trained.values().toArray(ValueLayout.JAVA_FLOAT);
    return new Tuned(source.prompt(), head.head(), weights);
  }

  @Override
  public void close() {
    if (trained != null) {
      trained.close();
    }
  }
}
