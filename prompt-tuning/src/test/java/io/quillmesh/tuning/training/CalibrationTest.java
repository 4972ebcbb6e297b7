package io.quillmesh.tuning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  /** Two labels; the first one's logit, and whether it is right. */
  private static Scored scored(double[] logits, boolean[] right) {
    List<float[]> rows = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (int i = 0; i < logits.length; i++) {
      rows.add(new float[] {(float) logits[i], 0});
      labels.add(right[i] ? 0 : 1);
    }
    return new Scored(rows, labels);
  }

  @Test
  void aClassifierThatIsTooSureIsCooledDown() {
    // Says 98 % four times and is right three times: what it should say is 75 %, whose logit is ln
    // 3.
    Scored dev = scored(new double[] {4, 4, 4, 4}, new boolean[] {true, true, true, false});

    double temperature = Temperature.of(dev);

    assertThat(temperature).isCloseTo(4 / Math.log(3), within(0.01));
    assertThat(dev.probabilities(0, temperature)[0]).isCloseTo(0.75, within(0.001));
  }

  @Test
  void theLowestThresholdThatHoldsThePromiseIsChosen() {
    // From the surest on: right, right, right, wrong, right, right.
    Scored dev =
        scored(
            new double[] {6, 5, 4, 3, 2, 1}, new boolean[] {true, true, true, false, true, true});

    Threshold strict = Threshold.of(List.of(new Threshold.Calibrated(dev, 1)), Set.of(0), 0.98, 0);
    Threshold lenient = Threshold.of(List.of(new Threshold.Calibrated(dev, 1)), Set.of(0), 0.8, 0);

    assertThat(strict.answered()).isEqualTo(3);
    assertThat(strict.precision()).isEqualTo(1);
    // Of five messages without slots three; the wrong one needs them.
    assertThat(strict.coverage()).isEqualTo(0.6);
    // Beyond the wrong one it is 5 of 6 again.
    assertThat(lenient.answered()).isEqualTo(6);
    assertThat(Threshold.at(strict.confidence(), new Threshold.Calibrated(dev, 1), Set.of(0)))
        .isEqualTo(strict);
  }

  @Test
  void routesHaveOneThresholdTogether() {
    Scored one = scored(new double[] {6, 4}, new boolean[] {true, true});
    // Says of the same messages twice as much.
    Scored two = scored(new double[] {10, 6, 2}, new boolean[] {true, false, true});

    Threshold threshold =
        Threshold.of(
            List.of(new Threshold.Calibrated(one, 1), new Threshold.Calibrated(two, 2)),
            Set.of(0),
            0.98,
            0);

    // 6, 5 and 4 are right, then comes 3, which is wrong.
    assertThat(threshold.answered()).isEqualTo(3);
    assertThat(threshold.confidence()).isCloseTo(1 / (1 + Math.exp(-4)), within(1e-6));
  }

  @Test
  void labelsWithSlotsAreNeverAnswered() {
    Scored dev = scored(new double[] {6, 5}, new boolean[] {true, true});

    Threshold threshold =
        Threshold.of(List.of(new Threshold.Calibrated(dev, 1)), Set.of(1), 0.98, 0);

    assertThat(threshold.answered()).isZero();
    assertThat(threshold.confidence()).isGreaterThan(1);
  }

  @Test
  void withCautionFewMessagesProveNothing() {
    Scored dev = scored(new double[] {6, 5, 4}, new boolean[] {true, true, true});

    assertThat(
            Threshold.of(List.of(new Threshold.Calibrated(dev, 1)), Set.of(0), 0.98, 0).answered())
        .isEqualTo(3);
    assertThat(
            Threshold.of(List.of(new Threshold.Calibrated(dev, 1)), Set.of(0), 0.98, 1.28)
                .answered())
        .isZero();
  }

  @Test
  void theLowerBoundIsWilsons() {
    assertThat(Threshold.lowerBound(40, 40, 1.2816)).isCloseTo(0.9606, within(1e-4));
    assertThat(Threshold.lowerBound(90, 100, 1.96)).isCloseTo(0.8256, within(1e-4));
    assertThat(Threshold.lowerBound(9, 10, 0)).isCloseTo(0.9, within(1e-9));
  }

  @Test
  void theLearningRateRisesAndFalls() {
    Plan plan = new Plan(1, 0, 1, 1, 0.1, 1, 0, 0, 1);

    assertThat(plan.rate(0, 100)).isLessThan(0.1);
    assertThat(plan.rate(10, 100)).isEqualTo(1);
    assertThat(plan.rate(55, 100)).isEqualTo(0.5);
    assertThat(plan.rate(99, 100)).isLessThan(0.02).isPositive();
  }
}
