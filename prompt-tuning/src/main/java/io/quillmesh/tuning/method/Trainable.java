package io.quillmesh.tuning.method;

import io.quillmesh.tuning.layer.Parameter;
import io.quillmesh.tuning.tokenizer.Tokens;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A classifier that learns: the training loop sees nothing else of a method. */
public interface Trainable extends AutoCloseable {
  /** Everything that is trained, always the same objects in the same order. */
  List<Parameter> parameters();

  /**
   * The logits of a batch, batch x classes.
   *
   * @param noise for dropout; null outside of training
   */
  float[] forward(List<Tokens> batch, @Nullable RandomGenerator noise);

  /** Adds to the gradients of the parameters what follows from that of the last logits. */
  void backward(float[] gradient);

  /** What stays after training, as of now. */
  Tuned tuned();

  @Override
  default void close() {}
}
