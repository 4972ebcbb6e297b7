package io.quillmesh.tunedmodel.cascade;

import io.quillmesh.tunedmodel.classifier.Classifier;
import io.quillmesh.tunedmodel.upstream.Address;
import io.quillmesh.tunedmodel.watch.TaskMetrics;

/** A task with all that its requests need. */
record ServedTask(Classifier classifier, Judge judge, Address upstream, TaskMetrics metrics) {
  private static final int FINGERPRINT = 12;

  /** That of the agent that it answers for. */
  String name() {
    return classifier.task().agent();
  }

  /** The name of the model that answers here. */
  String model() {
    return name() + "-tuned";
  }

  String fingerprint() {
    return classifier.hash().substring(0, FINGERPRINT);
  }

  /** Model and artefact in one word, for audit trails. */
  String answeredBy() {
    return model() + "@" + fingerprint();
  }
}
