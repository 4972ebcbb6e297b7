package io.quillmesh.tuning.run;

import io.quillmesh.tuning.classifier.LoadedEncoder;
import io.quillmesh.tuning.data.Corpus;
import io.quillmesh.tuning.data.Route;
import io.quillmesh.tuning.data.Task;
import io.quillmesh.tuning.layer.Parameter;
import io.quillmesh.tuning.method.Head;
import io.quillmesh.tuning.method.Method;
import io.quillmesh.tuning.method.Trainable;
import io.quillmesh.tuning.method.Trainables;
import io.quillmesh.tuning.training.Checkpoint;
import io.quillmesh.tuning.training.Listener;
import io.quillmesh.tuning.training.Progress;
import io.quillmesh.tuning.training.Scored;
import io.quillmesh.tuning.training.Trainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One training: a method, a route with its encoder, and a seed. */
public final class Run {
  private final Task task;
  private final Corpus corpus;
  private final Route route;
  private final FrozenEncoder frozen;
  private final LoadedEncoder encoder;
  private final Settings settings;
  private final int threads;
  private final RunId id;

  /**
   * Of these parts.
   *
   * @param threads for the encoder; results do not depend on how many
   */
  public Run(
      Task task, Corpus corpus, Route route, FrozenEncoder frozen, Settings settings, int threads) {
    this.task = task;
    this.corpus = corpus;
    this.route = route;
    this.frozen = frozen;
    this.encoder = frozen.loaded();
    this.settings = settings;
    this.threads = threads;
    id = RunId.of(task, corpus, route, encoder, settings);
  }

  /** How it is set. */
  public Settings settings() {
    return settings;
  }

  /** The encoder that it is for. */
  public LoadedEncoder encoder() {
    return encoder;
  }

  /** Which messages it is for. */
  public Route route() {
    return route;
  }

  /**
   * Trains it.
   *
   * @param folder for the checkpoint and the result
   * @param resume takes a finished result from there, or goes on from the checkpoint
   */
  public RunResult go(Path folder, boolean resume, Listener listener) {
    Path file = id.result(folder);
    if (resume && Files.exists(file)) {
      return ResultFile.read(file);
    }
    Meter meter = new Meter();
    RouteData data = RouteData.of(corpus, task, route, frozen, settings);
    Path checkpoint = id.checkpoint(folder);
    try (Trainable model = model(data)) {
      Trainer trainer =
          new Trainer(
              settings.plan(),
              task.labels().size(),
              listener,
              new Checkpoint(checkpoint, id.fingerprint()));
      Progress progress = trainer.train(model, data.train(), data.dev(), resume);
      RunResult result = result(model, progress, data, meter);
      ResultFile.write(file, result);
      Files.deleteIfExists(checkpoint);
      return result;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Trainable model(RouteData data) {
    @Nullable Head start = settings.warmHead() ? probe(data) : null;
    return Trainables.of(
        settings.method(),
        settings.tuning(),
        encoder.weights(),
        data.vectors(),
        data.scale(),
        task.labels().size(),
        start,
        settings.plan().seed(),
        threads);
  }

  private Head probe(RouteData data) {
    Settings plain =
        Settings.of(
            Method.PROBE,
            settings.tuning().pooling(),
            encoder.weights().shape().layers(),
            settings.plan().seed());
    try (Trainable probe =
        Trainables.of(
            Method.PROBE,
            plain.tuning(),
            encoder.weights(),
            data.vectors(),
            data.scale(),
            task.labels().size(),
            null,
            settings.plan().seed(),
            threads)) {
      var _ =
          new Trainer(plain.plan(), task.labels().size(), Listener.NONE, null)
              .train(probe, data.train(), data.dev(), false);
      return probe.tuned().head();
    }
  }

  private RunResult result(Trainable model, Progress progress, RouteData data, Meter meter) {
    double seconds = meter.seconds();
    double processor = meter.processorSeconds();
    return new RunResult(
        model.tuned(),
        progress.bestEpoch(),
        Scored.of(model, data.dev()),
        Scored.of(model, data.test()),
        new RunResult.Cost(
            seconds,
            processor,
            Meter.megabytes(),
            Meter.milliseconds(encoder, settings.tuning().pooling(), model.tuned(), data.dev()),
            model.parameters().stream().mapToLong(Parameter::size).sum()));
  }
}
