package io.quillmesh.benchmarks;

import io.quillmesh.benchmarks.cost.Meter;
import io.quillmesh.benchmarks.load.Driver;
import io.quillmesh.benchmarks.load.Load;
import io.quillmesh.benchmarks.load.ModelPace;
import io.quillmesh.benchmarks.load.ModelPace.Faults;
import io.quillmesh.benchmarks.load.Outcome;
import java.util.ArrayList;
import java.util.List;

/** Warms the mesh up, measures it in all modes, and leaves the model as it was. */
final class Bench {

  /** Percentiles of fewer turns say nothing. */
  private static final int LEAST_TURNS = 20;

  private static final int WARM_UP_CONVERSATIONS = 50;

  private final Options options;
  private final Target target;
  private final Report report;
  private final Driver driver;

  Bench(Options options, Target target, Report report) {
    this.options = options;
    this.target = target;
    this.report = report;
    this.driver =
        new Driver(target.gateway(), new Meter(target.mesh().orElse(null)), options.patience());
  }

  /** Whether all answers were right, and none lost where the model makes no mistakes. */
  boolean run() throws InterruptedException {
    List<Mode> modes = modes();
    report.begin(target, options.pace(), Versions.describe(target.gateway()));
    try (var model = ModelControl.of(target.model())) {
      warmUp(model);
      boolean good = true;
      for (Mode mode : modes) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int conversations : conversations(mode)) {
          outcomes.add(measure(mode, conversations, model));
        }
        report.measured(mode, outcomes);
        good &= outcomes.stream().allMatch(outcome -> isGood(mode, outcome));
      }
      return good;
    }
  }

  private List<Mode> modes() {
    boolean model = target.model().isPresent();
    for (Mode mode : options.modes()) {
      if (mode.needsModel() && !model) {
        throw new WrongUsageException(
            "--mode %s sets the offline model, and there is none within reach; --model-url names one."
                .formatted(mode.word()));
      }
    }
    return List.of(Mode.values()).stream()
        .filter(mode -> options.modes().isEmpty() || options.modes().contains(mode))
        .filter(mode -> model || !mode.needsModel())
        .toList();
  }

  private List<Integer> conversations(Mode mode) {
    List<Integer> own = mode == Mode.ROUNDS ? List.of(1, 50, 200) : List.of(50);
    return options.conversations().isEmpty() ? own : options.conversations();
  }

  private void warmUp(ModelControl model) throws InterruptedException {
    if (options.warmUp() > 0) {
      model.set(options.pace().withoutDelays());
      int conversations = Math.min(WARM_UP_CONVERSATIONS, options.warmUp());
      int turns = Math.ceilDiv(options.warmUp(), conversations);
      Load load = Load.steady(conversations, turns);
      report.progress("Warm-up", load);
      report.warmedUp(driver.run(load, null));
    }
  }

  /**
   * Bounds are for rounds: a call that is made again takes longer, and without delays all is zero.
   */
  private Outcome measure(Mode mode, int conversations, ModelControl model)
      throws InterruptedException {
    ModelPace pace = pace(mode);
    boolean known = model.set(pace);
    Load load = load(mode, conversations);
    report.progress(mode.title(), load);
    return driver.run(load, mode == Mode.ROUNDS && known ? pace : null);
  }

  private static boolean isGood(Mode mode, Outcome outcome) {
    return outcome.wrong().isEmpty() && (mode == Mode.FAULTS || outcome.lost() == 0);
  }

  private ModelPace pace(Mode mode) {
    return switch (mode) {
      case ROUNDS -> options.pace();
      case THROUGHPUT -> options.pace().withoutDelays();
      case FAULTS -> options.pace().with(Faults.SOME);
    };
  }

  private Load load(Mode mode, int conversations) {
    return switch (mode) {
      case ROUNDS -> Load.rounds(conversations, options.turns().orElse(5), LEAST_TURNS);
      case THROUGHPUT -> Load.steady(conversations, options.turns().orElse(20));
      case FAULTS -> Load.steady(conversations, options.turns().orElse(10));
    };
  }
}
