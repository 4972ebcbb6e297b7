package io.quillmesh.tuning.classifier;

import io.quillmesh.tuning.artefact.ArtefactException;
import io.quillmesh.tuning.artefact.RouteArtefact;
import io.quillmesh.tuning.artefact.RouteInfo;
import io.quillmesh.tuning.data.InputForm;
import io.quillmesh.tuning.data.Route;
import io.quillmesh.tuning.data.Task;
import io.quillmesh.tuning.encoder.Encoder;
import io.quillmesh.tuning.encoder.EncoderShape;
import io.quillmesh.tuning.encoder.EncoderWeights;
import io.quillmesh.tuning.layer.Numbers;
import io.quillmesh.tuning.tokenizer.Tokens;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;

/** One route at work. */
final class RouteClassifier implements AutoCloseable {
  private final Route route;
  private final RouteArtefact artefact;
  private final Task task;
  private final LoadedEncoder loaded;
  private final EncoderWeights weights;
  private final InputForm input;
  private final Encoder encoder;

  private RouteClassifier(
      Route route,
      RouteArtefact artefact,
      Task task,
      LoadedEncoder loaded,
      EncoderWeights weights) {
    this.route = route;
    this.artefact = artefact;
    this.task = task;
    this.loaded = loaded;
    this.weights = weights;
    input = InputForm.named(artefact.input());
    encoder = new Encoder(weights, artefact.pooling());
  }

  static RouteClassifier open(
      Path file, Route route, RouteArtefact artefact, Task task, EncoderSource encoders) {
    LoadedEncoder loaded = encoders.open(artefact.encoder());
    try {
      same(file, artefact, "weights", artefact.weightsHash(), loaded.weightsHash());
      same(file, artefact, "tokenizer", artefact.tokenizerHash(), loaded.tokenizerHash());
      sizes(file, artefact, loaded.weights().shape());
      return new RouteClassifier(route, artefact, task, loaded, weights(artefact, loaded));
    } catch (RuntimeException e) {
      loaded.close();
      throw e;
    }
  }

  private static void same(
      Path file, RouteArtefact artefact, String what, String expected, String actual) {
    if (!expected.equals(actual)) {
      throw new ArtefactException(
          "%s was trained in front of other %s of %s: of SHA-256 %s, and here are %s. Train it anew with ./mesh tune, or use the version of Quillmesh that it was made with."
              .formatted(file, what, artefact.encoder(), expected, actual));
    }
  }

  private static void sizes(Path file, RouteArtefact artefact, EncoderShape shape) {
    int length = artefact.tuned().prompt().length();
    float[] before = artefact.tuned().prompt().input();
    float[] prefixes = artefact.tuned().prompt().prefixes();
    float[] all = artefact.tuned().weights();
    boolean fits =
        artefact.tuned().head().width() == shape.width()
            && (before == null || before.length == length * shape.width())
            && (prefixes == null || prefixes.length == 2 * shape.layers() * length * shape.width())
            && (all == null || all.length == shape.parameters());
    if (!fits) {
      throw new ArtefactException(
          "%s does not fit the sizes of its encoder %s, %s. Make it anew with ./mesh tune."
              .formatted(file, artefact.encoder(), shape));
    }
  }

  private static EncoderWeights weights(RouteArtefact artefact, LoadedEncoder loaded) {
    float[] all = artefact.tuned().weights();
    if (all == null) {
      return loaded.weights();
    }
    EncoderWeights own = loaded.weights().trainable();
    MemorySegment.copy(all, 0, own.values(), ValueLayout.JAVA_FLOAT, 0, all.length);
    return own;
  }

  RouteInfo info() {
    return artefact.info();
  }

  Guess guess(Situation situation) {
    Tokens tokens = loaded.read(situation, route, input, artefact.most());
    float[] vector = encoder.encode(tokens, artefact.tuned().prompt());
    float[] logits = artefact.tuned().head().logits(vector);
    double[] probabilities = Numbers.softmax(logits, 0, logits.length, artefact.temperature());
    int best = Numbers.best(probabilities);
    String label = task.labels().get(best);
    double threshold = artefact.info().threshold();
    boolean answers = task.answered().contains(label) && probabilities[best] >= threshold;
    return new Guess(label, probabilities[best], threshold, answers, route.key());
  }

  @Override
  public void close() {
    if (weights != loaded.weights()) {
      weights.close();
    }
    loaded.close();
  }
}
