package io.quillmesh.tuning.training;

/**
 * How to train.
 *
 * @param rate the highest learning rate
 * @param decay weight decay
 * @param epochs at most so often through the data
 * @param batch so many messages to a step
 * @param warmUp the share of steps in which the learning rate rises; then it falls to 0
 * @param patience epochs without anything better on dev, after which it stops
 * @param smoothing share of a label's probability that is spread over all labels
 * @param hidden share of tokens that are left out at random in training
 * @param seed of the order of messages and of dropout
 */
public record Plan(
    double rate,
    double decay,
    int epochs,
    int batch,
    double warmUp,
    int patience,
    double smoothing,
    double hidden,
    long seed) {
  /** Checks that it can be carried out. */
  public Plan {
    if (rate <= 0 || epochs < 1 || batch < 1 || patience < 1 || warmUp < 0 || warmUp >= 1) {
      throw new IllegalArgumentException(
          "Rate, epochs, batch and patience are above 0, and the warm-up is a share below 1");
    }
  }

  /** The learning rate of a step; steps count from 0. */
  public double rate(long step, long steps) {
    double rising = warmUp * steps;
    return step < rising
        ? rate * (step + 1) / (rising + 1)
        : rate * (steps - step) / Math.max(1, steps - rising);
  }
}
