package io.quillmesh.tunedmodel.watch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quillmesh.tunedmodel.question.Reason;
import io.quillmesh.tuning.artefact.Baseline;
import io.quillmesh.tuning.classifier.Guess;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** What operators see of one task. For many threads. */
public final class TaskMetrics {
  private static final String TASK = "task";
  private static final String ROUTE = "route";

  private final MeterRegistry registry;
  private final String task;
  private final Map<String, Drift> drifts = new HashMap<>();

  /**
   * How drift is measured.
   *
   * @param window over how many of the last guesses
   * @param least from how many guesses on
   */
  public record Window(int window, int least) {}

  public TaskMetrics(
      MeterRegistry registry, String task, Map<String, Baseline> baselines, Window window) {
    this.registry = registry;
    this.task = task;
    baselines.forEach((route, known) -> {
      Drift drift = new Drift(known, window.window(), window.least());
      drifts.put(route, drift);
      gauge("confidence", route, drift, Drift::ofConfidence);
      gauge("labels", route, drift, Drift::ofLabels);
    });
    for (Reason reason : Reason.values()) {
      // From the beginning, so that a rate is right from the first one on.
      var _ = passedOnCounter(reason);
    }
  }

  private void gauge(String of, String route, Drift drift, ToDoubleFunction<Drift> value) {
    Gauge.builder("quillmesh.tuned.drift", drift, value)
        .description("Population stability index of the last guesses against the dev messages")
        .tag(TASK, task)
        .tag(ROUTE, route)
        .tag("of", of)
        .register(registry);
  }

  /** Makes a guess, and remembers it and how long it took. */
  public Guess guessed(Supplier<Guess> work) {
    Timer.Sample sample = Timer.start(registry);
    Guess guess = work.get();
    sample.stop(
        Timer.builder("quillmesh.tuned.guess")
            .description("How long the classifier takes for a message")
            .tag(TASK, task)
            .tag(ROUTE, guess.route())
            .publishPercentileHistogram()
            .register(registry));
    Drift drift = drifts.get(guess.route());
    if (drift != null) {
      drift.add(guess);
    }
    return guess;
  }

  /**
   * A request was answered here, which saved a call.
   *
   * @param prompt what the upstream would have read
   * @param answer what it would have written
   */
  public void answered(Guess guess, String prompt, String answer) {
    Counter.builder("quillmesh.tuned.answered")
        .description("Requests that were answered here; each saved a call")
        .tag(TASK, task)
        .tag(ROUTE, guess.route())
        .tag("label", guess.label())
        .register(registry)
        .increment();
    saved("input", prompt);
    saved("output", answer);
  }

  private void saved(String direction, String text) {
    Counter.builder("quillmesh.tuned.saved.tokens")
        .description("Tokens that the upstream did not read or write, estimated by characters")
        .tag(TASK, task)
        .tag("direction", direction)
        .register(registry)
        .increment(TokenEstimate.of(text));
  }

  /** A request was passed on. */
  public void passedOn(Reason reason) {
    passedOnCounter(reason).increment();
  }

  private Counter passedOnCounter(Reason reason) {
    return Counter.builder("quillmesh.tuned.passed.on")
        .description("Requests that were passed on to the upstream")
        .tag(TASK, task)
        .tag("reason", reason.word())
        .register(registry);
  }

  /** A call to the upstream begins. */
  public Timer.Sample upstream() {
    return Timer.start(registry);
  }

  /**
   * It is over.
   *
   * @param outcome its status, or why there is none
   */
  public void upstream(Timer.Sample call, String outcome) {
    call.stop(
        Timer.builder("quillmesh.tuned.upstream")
            .description("From passing a request on to the end of its answer")
            .tag(TASK, task)
            .tag("outcome", outcome)
            .publishPercentileHistogram()
            .register(registry));
  }
}
