package io.quillmesh.tuning.artefact;

import io.quillmesh.tuning.data.Route;
import io.quillmesh.tuning.data.Task;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What training leaves.
 *
 * @param task what is recognised
 * @param dataHash the SHA-256 of the labelled messages that it was made of
 * @param promised the precision that thresholds were chosen for
 * @param routes what was trained for each; a message of a route that is missing takes the other
 */
public record Artefact(
    Task task, String dataHash, double promised, Map<Route, RouteArtefact> routes) {
  /** Checks that there is a route, and that each fits the task. */
  public Artefact {
    if (routes.isEmpty()) {
      throw new IllegalArgumentException("An artefact has at least one route");
    }
    routes = Collections.unmodifiableMap(new EnumMap<>(routes));
    routes.forEach((route, part) -> {
      if (part.tuned().head().classes() != task.labels().size()) {
        throw new IllegalArgumentException(
            "The route %s was trained for %d labels, but the task has %d"
                .formatted(route.key(), part.tuned().head().classes(), task.labels().size()));
      }
    });
  }
}
