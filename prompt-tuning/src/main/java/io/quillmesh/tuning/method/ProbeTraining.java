package io.quillmesh.tuning.method;

import io.quillmesh.tuning.encoder.Prompt;
import io.quillmesh.tuning.layer.Parameter;
import io.quillmesh.tuning.tokenizer.Tokens;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A linear probe: the encoder has run once for each message, and does not run again. */
final class ProbeTraining implements Trainable {
  private final Function<Tokens, float[]> vectors;
  private final HeadTraining head;
  private int rows;

  ProbeTraining(Function<Tokens, float[]> vectors, HeadTraining head) {
    this.vectors = vectors;
    this.head = head;
  }

  @Override
  public List<Parameter> parameters() {
    return head.parameters();
  }

  @Override
  public float[] forward(List<Tokens> batch, @Nullable RandomGenerator noise) {
    rows = batch.size();
    int width = vectors.apply(batch.getFirst()).length;
    float[] pooled = new float[rows * width];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(vectors.apply(batch.get(row)), 0, pooled, row * width, width);
    }
    return head.forward(pooled, rows, noise);
  }

  @Override
  public void backward(float[] gradient) {
    var _ = head.backward(gradient, rows);
  }

  @Override
  public Tuned tuned() {
    return new Tuned(Prompt.none(), head.head(), null);
  }
}
