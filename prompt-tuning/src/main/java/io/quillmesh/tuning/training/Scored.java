package io.quillmesh.tuning.training;

import io.quillmesh.tuning.layer.Numbers;
import io.quillmesh.tuning.method.Trainable;
import java.util.ArrayList;
import java.util.List;

/**
 * What a classifier says of labelled messages.
 *
 * @param logits of each message
 * @param labels the right index of each
 */
public record Scored(List<float[]> logits, List<Integer> labels) {
  private static final int AT_ONCE = 32;

  /** Copies both. */
  public Scored {
    logits = List.copyOf(logits);
    labels = List.copyOf(labels);
  }

  /** Asks it. */
  public static Scored of(Trainable model, List<Example> examples) {
    List<float[]> logits = new ArrayList<>();
    for (int from = 0; from < examples.size(); from += AT_ONCE) {
      List<Example> batch = examples.subList(from, Math.min(examples.size(), from + AT_ONCE));
      float[] all = model.forward(batch.stream().map(Example::tokens).toList(), null);
      int classes = all.length / batch.size();
      for (int row = 0; row < batch.size(); row++) {
        logits.add(java.util.Arrays.copyOfRange(all, row * classes, (row + 1) * classes));
      }
    }
    return new Scored(logits, examples.stream().map(Example::label).toList());
  }

  /** How many messages there are. */
  public int size() {
    return labels.size();
  }

  /** The label that a message gets. */
  public int guess(int index) {
    return Numbers.best(probabilities(index, 1));
  }

  /** The probabilities of a message at a temperature. */
  public double[] probabilities(int index, double temperature) {
    float[] row = logits.get(index);
    return Numbers.softmax(row, 0, row.length, temperature);
  }

  /** Share of messages with the right label. */
  public double accuracy() {
    int right = 0;
    for (int i = 0; i < size(); i++) {
      right += guess(i) == labels.get(i) ? 1 : 0;
    }
    return size() == 0 ? 0 : (double) right / size();
  }

  /** Mean negative logarithm of the right label's probability. */
  public double loss(double temperature) {
    double sum = 0;
    for (int i = 0; i < size(); i++) {
      sum -= Math.log(Math.max(1e-12, probabilities(i, temperature)[labels.get(i)]));
    }
    return size() == 0 ? 0 : sum / size();
  }
}
