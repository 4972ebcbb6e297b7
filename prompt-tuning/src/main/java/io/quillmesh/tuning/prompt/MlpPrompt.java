package io.quillmesh.tuning.prompt;

import io.quillmesh.tuning.encoder.Prompt;
import io.quillmesh.tuning.layer.Dense;
import io.quillmesh.tuning.layer.Numbers;
import io.quillmesh.tuning.layer.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Prefixes that a perceptron makes: each soft token has an embedding, a hidden layer with tanh, and
 * from it its keys and values of all layers. Training moves tokens and layers together then. What
 * it makes at the end is kept, and it is thrown away.
 */
final class MlpPrompt implements PromptSource {
  private final PrefixLayout layout;
  private final float[] embedding;
  private final Parameter embeddings;
  private final Dense inner;
  private final Dense outer;
  private final Prompt gradient;
  private float @Nullable [] hidden;

  MlpPrompt(PrefixLayout layout, int width, double spread, RandomGenerator random) {
    this.layout = layout;
    embedding = Numbers.normal(layout.length() * layout.width(), 1, random);
    embeddings = Parameter.of("mlp.embedding", embedding, false, 1);
    inner = new Dense("mlp.inner", layout.width(), width, 1 / Math.sqrt(layout.width()), 1, random);
    outer = new Dense("mlp.outer", width, layout.perToken(), spread / Math.sqrt(width), 1, random);
    gradient = layout.zero();
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>(List.of(embeddings));
    all.addAll(inner.parameters());
    all.addAll(outer.parameters());
    return all;
  }

  @Override
  public Prompt prompt() {
    float[] values = inner.forward(embedding, layout.length());
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.tanh(values[i]);
    }
    hidden = values;
    layout.clear(gradient);
    return layout.prompt(outer.forward(values, layout.length()));
  }

  @Override
  public Prompt gradient() {
    return gradient;
  }

  @Override
  public void backward() {
    float[] values = Objects.requireNonNull(hidden, "prompt comes first");
    float[] back = outer.backward(values, layout.perToken(gradient), layout.length());
    for (int i = 0; i < back.length; i++) {
      back[i] *= 1 - values[i] * values[i];
    }
    float[] first = inner.backward(embedding, back, layout.length());
    Numbers.addScaled(embeddings.gradient(), 0, first, 0, first.length, 1);
  }
}
