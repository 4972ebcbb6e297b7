package io.quillmesh.tunedmodel.classifier;

import io.quillmesh.tuning.artefact.ArtefactException;
import io.quillmesh.tuning.weights.WeightsException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** Says in a few lines, not in a hundred, why there is nothing to serve. */
final class ArtefactFailure implements FailureAnalyzer {

  @Override
  public @Nullable FailureAnalysis analyze(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ArtefactException || cause instanceof WeightsException) {
        return new FailureAnalysis(
            String.valueOf(cause.getMessage()),
            "TUNED_ARTEFACTS names the artefacts, which ./mesh tune writes, and MESH_WEIGHTS the folder of"
                + " the weights, which ./mesh weights fetches.",
            cause);
      }
    }
    return null;
  }
}
