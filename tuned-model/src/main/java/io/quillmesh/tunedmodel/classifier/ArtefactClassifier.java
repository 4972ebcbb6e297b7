package io.quillmesh.tunedmodel.classifier;

import io.quillmesh.tuning.artefact.Baseline;
import io.quillmesh.tuning.classifier.Guess;
import io.quillmesh.tuning.classifier.Situation;
import io.quillmesh.tuning.classifier.TunedClassifier;
import io.quillmesh.tuning.data.Task;
import java.util.Map;
import java.util.TreeMap;

/** A trained artefact with its encoders. */
record ArtefactClassifier(TunedClassifier tuned) implements Classifier {

  @Override
  public Task task() {
    return tuned.task();
  }

  @Override
  public String hash() {
    return tuned.hash();
  }

  @Override
  public Map<String, Baseline> baselines() {
    Map<String, Baseline> baselines = new TreeMap<>();
    tuned.routes().forEach((route, info) -> baselines.put(route, info.baseline()));
    return baselines;
  }

  @Override
  public Guess guess(Situation situation) {
    return tuned.guess(situation);
  }

  @Override
  public void close() {
    tuned.close();
  }
}
