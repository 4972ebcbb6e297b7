package io.quillmesh.tuning.prompt;

import io.quillmesh.tuning.encoder.Prompt;
import io.quillmesh.tuning.layer.Dense;
import io.quillmesh.tuning.layer.Lstm;
import io.quillmesh.tuning.layer.Numbers;
import io.quillmesh.tuning.layer.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Prefixes that a bidirectional LSTM makes: it runs over the embeddings of the soft tokens, so that
 * each knows the others; a linear layer makes keys and values of its states. What it makes at the
 * end is kept, and it is thrown away.
 */
final class LstmPrompt implements PromptSource {
  private final PrefixLayout layout;
  private final int states;
  private final float[] embedding;
  private final Parameter embeddings;
  private final Lstm onwards;
  private final Lstm backwards;
  private final Dense outer;
  private final Prompt gradient;
  private float @Nullable [] made;

  LstmPrompt(PrefixLayout layout, int states, double spread, RandomGenerator random) {
    this.layout = layout;
    this.states = states;
    embedding = Numbers.normal(layout.length() * layout.width(), 1, random);
    embeddings = Parameter.of("lstm.embedding", embedding, false, 1);
    onwards = new Lstm("lstm.onwards", layout.width(), states, false, random);
    backwards = new Lstm("lstm.backwards", layout.width(), states, true, random);
    // States of an LSTM are smaller than 1, about 0.3.
    outer =
        new Dense(
            "lstm.outer",
            2 * states,
            layout.perToken(),
            3 * spread / Math.sqrt(2 * states),
            1,
            random);
    gradient = layout.zero();
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>(List.of(embeddings));
    all.addAll(onwards.parameters());
    all.addAll(backwards.parameters());
    all.addAll(outer.parameters());
    return all;
  }

  @Override
  public Prompt prompt() {
    float[] first = onwards.forward(embedding, layout.length());
    float[] second = backwards.forward(embedding, layout.length());
    float[] both = new float[first.length * 2];
    for (int t = 0; t < layout.length(); t++) {
      System.arraycopy(first, t * states, both, t * 2 * states, states);
      System.arraycopy(second, t * states, both, (t * 2 + 1) * states, states);
    }
    made = both;
    layout.clear(gradient);
    return layout.prompt(outer.forward(both, layout.length()));
  }

  @Override
  public Prompt gradient() {
    return gradient;
  }

  @Override
  public void backward() {
    float[] both = Objects.requireNonNull(made, "prompt comes first");
    float[] back = outer.backward(both, layout.perToken(gradient), layout.length());
    float[] first = new float[back.length / 2];
    float[] second = new float[back.length / 2];
    for (int t = 0; t < layout.length(); t++) {
      System.arraycopy(back, t * 2 * states, first, t * states, states);
      System.arraycopy(back, (t * 2 + 1) * states, second, t * states, states);
    }
    for (float[] part : List.of(onwards.backward(first), backwards.backward(second))) {
      Numbers.addScaled(embeddings.gradient(), 0, part, 0, part.length, 1);
    }
  }
}
