package io.quillmesh.tuning.command;

import io.quillmesh.tuning.data.Route;
import io.quillmesh.tuning.data.Split;
import io.quillmesh.tuning.data.Task;
import io.quillmesh.tuning.encoder.EncoderWeights;
import io.quillmesh.tuning.method.Method;
import io.quillmesh.tuning.run.Assembly;
import io.quillmesh.tuning.run.Assembly.Done;
import io.quillmesh.tuning.run.Interval;
import io.quillmesh.tuning.run.RunResult;
import io.quillmesh.tuning.run.RunResult.Cost;
import io.quillmesh.tuning.run.Scores;
import io.quillmesh.tuning.training.Scored;
import io.quillmesh.tuning.training.Temperature;
import io.quillmesh.tuning.training.Threshold;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What came of all runs, as Markdown. */
final class MethodTable {
  private final Task task;
  private final Assembly assembly;
  private final Split split;
  private final PrintWriter out;

  MethodTable(Task task, Assembly assembly, Split split, PrintWriter out) {
    this.task = task;
    this.assembly = assembly;
    this.split = split;
    this.out = out;
  }

  /** One line for each method; of each seed the runs of all routes. */
  void methods(Map<Method, List<Map<Route, Done>>> runs) {
    List<Route> routes =
        runs.values().stream()
            .flatMap(List::stream)
            .flatMap(seed -> seed.keySet().stream())
            .distinct()
            .sorted()
            .toList();
    out.printf("%nOn %s; ± is the 95 %% interval of the mean over seeds.%n%n", name());
    out.print("| method | seeds | accuracy |");
    routes.forEach(route -> out.print(" " + route.key() + " |"));
    out.println(
        " answers right | slotless answered | trained parameters | share | kept | train s | processor s | MB | ms |");
    out.println("|---|---|---|" + "---|".repeat(routes.size()) + "---|".repeat(9));
    runs.forEach((method, seeds) -> row(method, seeds, routes));
  }

  private void row(Method method, List<Map<Route, Done>> seeds, List<Route> routes) {
    out.printf(
        "| %s | %d | %s |",
        method.key(),
        seeds.size(),
        over(
            seeds,
            seed -> Scores.accuracy(seed.values().stream().map(d -> scored(d.result())).toList())));
    for (Route route : routes) {
      out.printf(" %s |", over(seeds, seed -> accuracy(seed, route)));
    }
    out.printf(
        " %s | %s |",
        over(seeds, seed -> cascade(seed).precision()),
        over(seeds, seed -> cascade(seed).coverage()));
    List<String> trained = new ArrayList<>();
    List<String> shares = new ArrayList<>();
    List<String> kept = new ArrayList<>();
    seeds
        .getFirst()
        .forEach((_, done) -> {
          long numbers = done.result().cost().trained();
          long all = encoder(done).shape().parameters();
          trained.add(String.format(Locale.ROOT, "%,d", numbers));
          shares.add(String.format(Locale.ROOT, "%.2f %%", 100.0 * numbers / all));
          kept.add(String.format(Locale.ROOT, "%,d", done.result().tuned().parameters()));
        });
    out.printf(" %s | %s | %s |", join(trained), join(shares), join(kept));
    out.printf(
        Locale.ROOT,
        " %.0f | %.0f | %.0f | %.1f |%n",
        sum(seeds, Cost::seconds) / seeds.size(),
        sum(seeds, Cost::processorSeconds) / seeds.size(),
        most(seeds, Cost::megabytes),
        most(seeds, Cost::milliseconds));
  }

  /** Of one seed: accuracy by class and language, and what the cascade does. */
  void details(Map<Route, Done> runs) {
    out.printf(
        "%n| label | %s |%n", String.join(" | ", runs.keySet().stream().map(Route::key).toList()));
    out.println("|---|" + "---|".repeat(runs.size()));
    for (int label = 0; label < task.labels().size(); label++) {
      out.printf("| %s |", task.labels().get(label));
      for (Done done : runs.values()) {
        double accuracy = Scores.accuracy(scored(done.result()), label);
        out.printf(" %s |", accuracy < 0 ? "" : Interval.share(accuracy));
      }
      out.println();
    }
    out.println();
    double confidence = assembly.threshold(runs).confidence();
    out.printf(
        Locale.ROOT,
        "Answered from a confidence of %.3f on; of these, how many are right; of those without slots, how many are answered:%n",
        confidence);
    runs.forEach((route, done) -> {
      out.printf(
          Locale.ROOT,
          "%s (%s, temperature %.2f): ",
          route.key(),
          done.run().encoder().name(),
          Temperature.of(done.result().dev()));
      cascade("dev ", assembly.reached(confidence, done, done.result().dev()));
      if (split == Split.TEST) {
        cascade("; test ", assembly.reached(confidence, done, done.result().test()));
      }
      out.println();
    });
  }

  private void cascade(String name, Threshold reached) {
    out.printf(
        "%s%d of %d, %d of %d",
        name, reached.right(), reached.answered(), reached.covered(), reached.slotless());
  }

  private Threshold cascade(Map<Route, Done> seed) {
    double confidence = assembly.threshold(seed).confidence();
    return seed.values().stream()
        .map(done -> assembly.reached(confidence, done, scored(done.result())))
        .reduce(Threshold::plus)
        .orElseThrow();
  }

  private double accuracy(Map<Route, Done> seed, Route route) {
    Done done = seed.get(route);
    return done == null ? 0 : scored(done.result()).accuracy();
  }

  private Scored scored(RunResult result) {
    return split == Split.DEV ? result.dev() : result.test();
  }

  private String name() {
    return split.name().toLowerCase(Locale.ROOT);
  }

  private static EncoderWeights encoder(Done done) {
    return done.run().encoder().weights();
  }

  private static Interval over(
      List<Map<Route, Done>> seeds, ToDoubleFunction<Map<Route, Done>> value) {
    return Interval.of(seeds.stream().mapToDouble(value).boxed().toList());
  }

  private static double sum(List<Map<Route, Done>> seeds, ToDoubleFunction<Cost> value) {
    return seeds.stream()
        .flatMap(seed -> seed.values().stream())
        .mapToDouble(done -> value.applyAsDouble(done.result().cost()))
        .sum();
  }

  private static double most(List<Map<Route, Done>> seeds, ToDoubleFunction<Cost> value) {
    return seeds.stream()
        .flatMap(seed -> seed.values().stream())
        .mapToDouble(done -> value.applyAsDouble(done.result().cost()))
        .max()
        .orElse(0);
  }

  private static String join(List<String> parts) {
    return String.join(" + ", parts);
  }
}
