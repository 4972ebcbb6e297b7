package io.quillmesh.tuning.classifier;

import io.quillmesh.tuning.artefact.Artefact;
import io.quillmesh.tuning.artefact.ArtefactException;
import io.quillmesh.tuning.artefact.ArtefactFile;
import io.quillmesh.tuning.artefact.RouteArtefact;
import io.quillmesh.tuning.artefact.RouteInfo;
import io.quillmesh.tuning.data.Route;
import io.quillmesh.tuning.data.Task;
import io.quillmesh.tuning.weights.Sha256;
import io.quillmesh.tuning.weights.WeightsException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** An artefact with its encoders. Thread-safe until it is closed. */
public final class TunedClassifier implements AutoCloseable {
  private final Task task;
  private final String hash;
  private final Map<Route, RouteClassifier> routes;

  private TunedClassifier(Task task, String hash, Map<Route, RouteClassifier> routes) {
    this.task = task;
    this.hash = hash;
    this.routes = routes;
  }

  /**
   * Reads an artefact, and maps the weights of its encoders.
   *
   * @param artefact a file that {@code ./mesh tune} wrote
   * @param weightsFolder where {@code ./mesh weights} puts the encoders
   * @throws ArtefactException if the file is not one of ours, or does not match the weights or the
   *     tokenizers; the message says what was expected and what to do
   * @throws WeightsException if an encoder is missing or not the right one
   */
  public static TunedClassifier load(Path artefact, Path weightsFolder) {
    return load(artefact, EncoderSource.folder(weightsFolder));
  }

  /** The same with encoders from anywhere. */
  public static TunedClassifier load(Path file, EncoderSource encoders) {
    Artefact artefact = ArtefactFile.read(file);
    Map<Route, RouteClassifier> routes = new EnumMap<>(Route.class);
    try {
      for (Map.Entry<Route, RouteArtefact> entry : artefact.routes().entrySet()) {
        routes.put(
            entry.getKey(),
            RouteClassifier.open(
                file, entry.getKey(), entry.getValue(), artefact.task(), encoders));
      }
    } catch (RuntimeException e) {
      routes.values().forEach(RouteClassifier::close);
      throw e;
    }
    return new TunedClassifier(artefact.task(), Sha256.of(file), routes);
  }

  /** What is recognised. */
  public Task task() {
    return task;
  }

  /** Per route, {@code en} and {@code zh}, what was trained and how well it does. */
  public Map<String, RouteInfo> routes() {
    Map<String, RouteInfo> infos = new TreeMap<>();
    routes.forEach((route, classifier) -> infos.put(route.key(), classifier.info()));
    return Collections.unmodifiableMap(infos);
  }

  /** The label of a message. A message that is too long for the encoder is cut. */
  public Guess guess(Situation situation) {
    RouteClassifier own = routes.get(Route.of(situation.message()));
    RouteClassifier any = routes.values().iterator().next();
    return Objects.requireNonNullElse(own, any).guess(situation);
  }

  /** The SHA-256 of the artefact's file, in hexadecimal digits. */
  public String hash() {
    return hash;
  }

  @Override
  public void close() {
    routes.values().forEach(RouteClassifier::close);
  }
}
