package io.quillmesh.tuning.classifier;

import io.quillmesh.tuning.artefact.ArtefactException;
import io.quillmesh.tuning.artefact.RouteInfo;
import io.quillmesh.tuning.data.Task;
import java.nio.file.Path;
import java.util.Map;

/** An artefact with its encoders. Thread-safe until it is closed. */
public final class TunedClassifier implements AutoCloseable {
  private TunedClassifier() {}

  /**
   * Reads an artefact, and maps the weights of its encoders.
   *
   * @param artefact a file that {@code ./mesh tune} wrote
   * @param weightsFolder where {@code ./mesh weights} puts the encoders
   * @throws ArtefactException if the file is not one of ours, or does not match the weights or the
   *     tokenizers; the message says what was expected and what to do
   */
  public static TunedClassifier load(Path artefact, Path weightsFolder) {
    throw new UnsupportedOperationException(artefact + " " + weightsFolder);
  }

  /** What is recognised. */
  public Task task() {
    throw new UnsupportedOperationException();
  }

  /** Per route, {@code en} and {@code zh}, what was trained and how well it does. */
  public Map<String, RouteInfo> routes() {
    throw new UnsupportedOperationException();
  }

  /** The label of a message. A message that is too long for the encoder is cut. */
  public Guess guess(Situation situation) {
    throw new UnsupportedOperationException(situation.message());
  }

  /** The SHA-256 of the artefact's file, in hexadecimal digits. */
  public String hash() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
