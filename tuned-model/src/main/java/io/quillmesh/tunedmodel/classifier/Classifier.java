package io.quillmesh.tunedmodel.classifier;

import io.quillmesh.tuning.artefact.Baseline;
import io.quillmesh.tuning.classifier.Guess;
import io.quillmesh.tuning.classifier.Situation;
import io.quillmesh.tuning.data.Task;
import java.util.Map;

/** A trained classifier of one task. For many threads. */
public interface Classifier extends AutoCloseable {

  /** What it recognises, and for which agent. */
  Task task();

  /** The hash of the artefact, in hexadecimal. */
  String hash();

  /** How its guesses about known messages are spread, by route. */
  Map<String, Baseline> baselines();

  /** What it takes a message for. */
  Guess guess(Situation situation);

  @Override
  void close();
}
