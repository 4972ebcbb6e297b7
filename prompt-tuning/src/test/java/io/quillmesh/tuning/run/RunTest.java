package io.quillmesh.tuning.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quillmesh.tuning.classifier.EncoderSource;
import io.quillmesh.tuning.data.Corpus;
import io.quillmesh.tuning.data.Route;
import io.quillmesh.tuning.encoder.Pooling;
import io.quillmesh.tuning.method.Method;
import io.quillmesh.tuning.training.Listener;
import io.quillmesh.tuning.training.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Training from scratch, on a small random encoder. */
class RunTest {
  private static final Corpus CORPUS = SmallTask.corpus();
  private static final int EPOCHS = 4;
  private static final double CHANCE = 1.0 / 3;

  @TempDir Path folder;
  private EncoderSource encoders;

  @BeforeEach
  void encoders() {
    encoders = SmallTask.encoders(folder);
  }

  @ParameterizedTest
  @EnumSource
  void everyMethodLearns(Method method) {
    Losses losses = new Losses();

    RunResult result = run(method, 1, 1).go(folder, false, losses);

    assertThat(losses.all.getLast()).isLessThan(0.9 * losses.all.getFirst());
    assertThat(result.dev().accuracy()).isGreaterThan(CHANCE + 0.1);
    assertThat(result.tuned().prompt().prefixes() != null).isEqualTo(method.isDeep());
    assertThat(result.tuned().prompt().input() != null).isEqualTo(method == Method.V1);
    assertThat(result.tuned().weights() != null).isEqualTo(method == Method.FULL);
  }

  @ParameterizedTest
  @EnumSource(names = {"PROBE", "V2", "V2_LSTM", "FULL"})
  void aResumedRunEndsAsOneWithoutABreak(Method method) {
    RunResult whole = run(method, 1, 1).go(folder.resolve("whole"), false, Listener.NONE);
    assertThatThrownBy(
            () -> run(method, 1, 1).go(folder.resolve("broken"), false, new Interrupt(2)))
        .isInstanceOf(Interrupted.class);
    Losses losses = new Losses();

    RunResult resumed = run(method, 1, 1).go(folder.resolve("broken"), true, losses);

    assertThat(losses.all).hasSize(EPOCHS - 2);
    assertThat(resumed).usingRecursiveComparison().ignoringFields("cost").isEqualTo(whole);
  }

  @Test
  void aFinishedRunIsNotDoneAgain() {
    RunResult first = run(Method.V2, 1, 1).go(folder, false, Listener.NONE);
    Losses losses = new Losses();

    RunResult second = run(Method.V2, 1, 1).go(folder, true, losses);

    assertThat(losses.all).isEmpty();
    assertThat(second).usingRecursiveComparison().isEqualTo(first);
  }

  @Test
  void theSeedDecidesAndTheNumberOfThreadsDoesNot() {
    RunResult one = run(Method.V2, 1, 1).go(folder, false, Listener.NONE);
    RunResult two = run(Method.V2, 1, 2).go(folder, false, Listener.NONE);
    RunResult other = run(Method.V2, 2, 1).go(folder, false, Listener.NONE);

    assertThat(two).usingRecursiveComparison().ignoringFields("cost").isEqualTo(one);
    assertThat(other.tuned().prompt().prefixes()).isNotEqualTo(one.tuned().prompt().prefixes());
  }

  private Run run(Method method, long seed, int threads) {
    FrozenEncoder encoder = new FrozenEncoder(encoders.open("tiny"));
    Overrides none = Overrides.none();
    Overrides overrides =
        new Overrides(
            1,
            null,
            64,
            false,
            null,
            4,
            0.3,
            16,
            null,
            null,
            method == Method.FULL ? 3e-3 : 2e-2,
            none.decay(),
            EPOCHS,
            8,
            EPOCHS,
            null,
            null);
    return new Run(
        SmallTask.TASK,
        CORPUS,
        Route.EN,
        encoder,
        Settings.of(method, Pooling.MEAN, 12, seed).with(overrides),
        threads);
  }

  private static class Losses implements Listener {
    final List<Double> all = new ArrayList<>();

    @Override
    public void step(int epoch, int step, int steps) {}

    @Override
    public void epoch(Progress progress, double loss, double accuracy) {
      all.add(loss);
    }
  }

  /** In the middle of the epoch after this one. */
  private record Interrupt(int after) implements Listener {
    @Override
    public void step(int epoch, int step, int steps) {
      if (epoch > after && step > steps / 2) {
        throw new Interrupted();
      }
    }

    @Override
    public void epoch(Progress progress, double loss, double accuracy) {}
  }

  private static class Interrupted extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}
