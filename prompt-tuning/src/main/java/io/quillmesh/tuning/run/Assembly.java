package io.quillmesh.tuning.run;

import io.quillmesh.tuning.artefact.Artefact;
import io.quillmesh.tuning.artefact.Baseline;
import io.quillmesh.tuning.artefact.RouteArtefact;
import io.quillmesh.tuning.artefact.RouteInfo;
import io.quillmesh.tuning.data.Corpus;
import io.quillmesh.tuning.data.Route;
import io.quillmesh.tuning.data.Task;
import io.quillmesh.tuning.training.Scored;
import io.quillmesh.tuning.training.Temperature;
import io.quillmesh.tuning.training.Threshold;
import io.quillmesh.tuning.training.Threshold.Calibrated;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Makes an artefact of runs. */
public final class Assembly {
  private final Task task;
  private final Corpus corpus;
  private final double promised;
  private final double z;

  /**
   * For a promise.
   *
   * @param z how many standard deviations the bound of the precision is below the estimate
   */
  public Assembly(Task task, Corpus corpus, double promised, double z) {
    this.task = task;
    this.corpus = corpus;
    this.promised = promised;
    this.z = z;
  }

  /** A run with its result. */
  public record Done(Run run, RunResult result) {}

  /** Of one run for each route. */
  public Artefact of(Map<Route, Done> runs) {
    double threshold = threshold(runs).confidence();
    Map<Route, RouteArtefact> routes = new EnumMap<>(Route.class);
    runs.forEach((route, done) -> routes.put(route, route(done, threshold)));
    return new Artefact(task, corpus.hash(), promised, routes);
  }

  /** The threshold that these runs have together, from dev. */
  public Threshold threshold(Map<Route, Done> runs) {
    return Threshold.of(
        runs.values().stream().map(done -> calibrated(done, done.result().dev())).toList(),
        answerable(task),
        promised,
        z);
  }

  /** What a run does with messages from a confidence on. */
  public Threshold reached(double confidence, Done done, Scored scored) {
    return Threshold.at(confidence, calibrated(done, scored), answerable(task));
  }

  private static Calibrated calibrated(Done done, Scored scored) {
    return new Calibrated(scored, Temperature.of(done.result().dev()));
  }

  /** The indexes of the labels that need no slots. */
  private static Set<Integer> answerable(Task task) {
    return task.answered().stream().map(task::index).collect(Collectors.toSet());
  }

  private RouteArtefact route(Done done, double confidence) {
    Run run = done.run();
    RunResult result = done.result();
    Scored dev = result.dev();
    double temperature = Temperature.of(dev);
    Threshold threshold = reached(confidence, done, dev);
    Map<String, Double> scores = new TreeMap<>();
    scores.put("dev.accuracy", dev.accuracy());
    scores.put("dev.messages", (double) dev.size());
    scores.put("dev.answered", (double) threshold.answered());
    scores.put("dev.answered.right", (double) threshold.right());
    return new RouteArtefact(
        run.encoder().name(),
        run.encoder().weightsHash(),
        run.encoder().tokenizerHash(),
        run.settings().most(),
        run.settings().input().key(),
        run.settings().tuning().pooling(),
        run.settings().method().key(),
        run.settings().plan().seed(),
        temperature,
        new RouteInfo(
            run.encoder().name(),
            run.settings().method().key(),
            dev.accuracy(),
            threshold.confidence(),
            threshold.precision(),
            threshold.coverage(),
            baseline(dev, temperature)),
        scores,
        result.tuned());
  }

  private Baseline baseline(Scored dev, double temperature) {
    List<Integer> bins = new ArrayList<>(Collections.nCopies(Baseline.BINS, 0));
    Map<String, Integer> labels = new TreeMap<>();
    for (int i = 0; i < dev.size(); i++) {
      int guess = dev.guess(i);
      int bin = Baseline.bin(dev.probabilities(i, temperature)[guess]);
      bins.set(bin, bins.get(bin) + 1);
      labels.merge(task.labels().get(guess), 1, Integer::sum);
    }
    return new Baseline(bins, labels);
  }
}
