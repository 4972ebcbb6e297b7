package io.quillmesh.tuning.data;

import java.util.Arrays;
import java.util.List;

/**
 * How much a message counts in training, so that rare labels are learnt as well as frequent ones.
 */
public final class ClassWeights {
  private ClassWeights() {}

  /**
   * For each label the inverse of its share, so that all messages together weigh as much as without
   * weights. A label without messages gets 0.
   */
  public static float[] balanced(List<Integer> labels, int classes) {
    int[] counts = new int[classes];
    labels.forEach(label -> counts[label]++);
    long present = Arrays.stream(counts).filter(count -> count > 0).count();
    float[] weights = new float[classes];
    for (int i = 0; i < classes; i++) {
      weights[i] = counts[i] == 0 ? 0 : (float) labels.size() / (present * counts[i]);
    }
    return weights;
  }
}
