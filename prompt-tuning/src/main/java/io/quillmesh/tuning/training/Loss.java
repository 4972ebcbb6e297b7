package io.quillmesh.tuning.training;

import io.quillmesh.tuning.layer.Numbers;
import java.util.List;

/** Cross-entropy with weights of classes and smoothed labels. */
final class Loss {
  private Loss() {}

  /**
   * The mean loss of a batch.
   *
   * @param gradient what the derivative by each logit is written to
   */
  static double of(
      float[] logits, List<Example> batch, float[] weights, double smoothing, float[] gradient) {
    int classes = weights.length;
    double loss = 0;
    for (int row = 0; row < batch.size(); row++) {
      int label = batch.get(row).label();
      double[] probabilities = Numbers.softmax(logits, row * classes, classes, 1);
      double scale = weights[label] / batch.size();
      for (int c = 0; c < classes; c++) {
        double target = smoothing / classes + (c == label ? 1 - smoothing : 0);
        loss -= scale * target * Math.log(Math.max(1e-12, probabilities[c]));
        gradient[row * classes + c] = (float) (scale * (probabilities[c] - target));
      }
    }
    return loss;
  }
}
