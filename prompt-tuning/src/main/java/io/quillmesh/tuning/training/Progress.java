package io.quillmesh.tuning.training;

/**
 * Where a training stands.
 *
 * @param epoch how many are done
 * @param bestEpoch after which dev was best; 0 before the first
 * @param bestAccuracy on dev, each label counting the same
 * @param bestLoss on dev, at that epoch
 */
public record Progress(int epoch, int bestEpoch, double bestAccuracy, double bestLoss) {
  static final Progress NONE = new Progress(0, 0, -1, Double.POSITIVE_INFINITY);

  Progress after(double accuracy, double loss) {
    boolean better = accuracy > bestAccuracy || (accuracy == bestAccuracy && loss < bestLoss);
    return better
        ? new Progress(epoch + 1, epoch + 1, accuracy, loss)
        : new Progress(epoch + 1, bestEpoch, bestAccuracy, bestLoss);
  }
}
