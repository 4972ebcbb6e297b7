package io.quillmesh.benchmarks;

import io.quillmesh.benchmarks.cost.Heap;
import io.quillmesh.benchmarks.cost.Meter;
import io.quillmesh.benchmarks.idle.IdleMesh;
import io.quillmesh.benchmarks.idle.IdleMesh.Rested;
import io.quillmesh.benchmarks.idle.IdleSockets;
import io.quillmesh.benchmarks.idle.IdleSockets.Crowded;
import io.quillmesh.benchmarks.load.Driver;
import io.quillmesh.benchmarks.load.Load;
import io.quillmesh.benchmarks.load.ModelPace;
import io.quillmesh.benchmarks.load.ModelPace.Faults;
import io.quillmesh.benchmarks.load.Outcome;
import io.quillmesh.benchmarks.options.Mode;
import io.quillmesh.benchmarks.options.Options;
import io.quillmesh.benchmarks.options.Target;
import io.quillmesh.benchmarks.options.WrongUsageException;
import io.quillmesh.benchmarks.page.GrowingArticle;
import io.quillmesh.benchmarks.report.Report;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Warms the mesh up, measures it in all modes, and leaves the model as it was. */
final class Bench {

  /** Percentiles of fewer turns mean nothing. */
  private static final int LEAST_TURNS = 20;

  private static final int WARM_UP_CONVERSATIONS = 50;

  /** How many people have turns while the others have only an open socket. */
  private static final int TALKERS = 4;

  private final Options options;
  private final Target target;
  private final Report report;
  private final Meter meter;
  private final Driver driver;

  Bench(Options options, Target target, Report report) {
    this.options = options;
    this.target = target;
    this.report = report;
    this.meter = new Meter(target.mesh().orElse(null));
    this.driver = new Driver(target.gateway(), meter, options.patience());
  }

  /** Whether all answers were right, and no turn was lost while the model made no mistakes. */
  boolean run() throws IOException, InterruptedException {
    List<Mode> modes = modes();
    report.begin(target, options.pace(), Versions.describe(target.gateway()));
    try (var model = ModelControl.of(target.model())) {
      // The page's frames come from a script, so nothing is asked for them.
      if (modes.stream().anyMatch(mode -> mode != Mode.PAGE)) {
        warmUp(model);
      }
      boolean good = true;
      for (Mode mode : modes) {
        good &=
            switch (mode) {
              case ROUNDS, THROUGHPUT, FAULTS -> busy(mode, model);
              case SOCKETS -> crowded(model);
              case IDLE -> idle(model);
              case PAGE -> page();
            };
      }
      return good;
    }
  }

  private boolean busy(Mode mode, ModelControl model) throws InterruptedException {
    List<Outcome> outcomes = new ArrayList<>();
    for (int conversations : conversations(mode)) {
      outcomes.add(measure(mode, conversations, model));
    }
    report.measured(mode, outcomes);
    return outcomes.stream().allMatch(outcome -> isGood(mode, outcome));
  }

  private boolean crowded(ModelControl model) throws IOException, InterruptedException {
    model.set(pace(Mode.SOCKETS));
    var sockets = new IdleSockets(target.gateway(), gatewaysHeap(), driver);
    List<Crowded> all = new ArrayList<>();
    for (int each : conversations(Mode.SOCKETS)) {
      Load load = load(Mode.SOCKETS, TALKERS);
      report.progress("%s, %d of them".formatted(Mode.SOCKETS.title(), each), load);
      all.add(sockets.measure(each, load));
    }
    report.crowded(all);
    return all.stream().allMatch(Crowded::isGood);
  }

  private boolean idle(ModelControl model) throws InterruptedException {
    if (target.mesh().isEmpty()) {
      throw new WrongUsageException(
          "--mode idle reads what the mesh's processes take: --data names one that runs here.");
    }
    model.set(pace(Mode.IDLE));
    var mesh = new IdleMesh(meter, driver);
    boolean good = true;
    for (int each : conversations(Mode.IDLE)) {
      Load load = load(Mode.IDLE, each);
      report.progress(Mode.IDLE.title(), load);
      Rested rested = mesh.measure(load);
      report.rested(rested);
      good &= rested.isGood();
    }
    return good;
  }

  private boolean page() {
    report.drawn(GrowingArticle.measure(target.gateway()));
    return true;
  }

  private Heap gatewaysHeap() {
    return target
        .mesh()
        .filter(mesh -> mesh.gateways().size() == 1)
        .map(mesh -> new Heap(mesh, "gateway"))
        .orElseThrow(() ->
            new WrongUsageException(
                "--mode sockets looks into the heap of one gateway: --data names a mesh that has one."));
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
        .filter(mode -> options.modes().isEmpty() ? mode.isUsual() : options.modes().contains(mode))
        .filter(mode -> model || !mode.needsModel())
        .toList();
  }

  private List<Integer> conversations(Mode mode) {
    List<Integer> own =
        switch (mode) {
          case ROUNDS -> List.of(1, 50, 200);
          case THROUGHPUT, FAULTS -> List.of(50);
          case SOCKETS -> List.of(10_000);
          case IDLE -> List.of(1);
          case PAGE -> List.of();
        };
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
   * Bounds apply to rounds only: a call that is repeated takes longer, and without delays every
   * bound is zero.
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
      case ROUNDS, SOCKETS, IDLE, PAGE -> options.pace();
      case THROUGHPUT -> options.pace().withoutDelays();
      case FAULTS -> options.pace().with(Faults.SOME);
    };
  }

  private Load load(Mode mode, int conversations) {
    return switch (mode) {
      case ROUNDS -> Load.rounds(conversations, options.turns().orElse(5), LEAST_TURNS);
      case THROUGHPUT -> Load.steady(conversations, options.turns().orElse(20));
      case FAULTS -> Load.steady(conversations, options.turns().orElse(10));
      case SOCKETS, IDLE, PAGE -> Load.steady(conversations, options.turns().orElse(5));
    };
  }
}
