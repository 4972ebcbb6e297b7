package io.quillmesh.tuning.training;

/** Is told how a training goes. */
public interface Listener {
  /** Tells nobody. */
  Listener NONE =
      new Listener() {
        @Override
        public void step(int epoch, int step, int steps) {}

        @Override
        public void epoch(Progress progress, double loss, double accuracy) {}
      };

  /** After each step; both count from 1. */
  void step(int epoch, int step, int steps);

  /** After each epoch, with the mean loss in training and the accuracy on dev. */
  void epoch(Progress progress, double loss, double accuracy);
}
