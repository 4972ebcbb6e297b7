package io.quillmesh.tuning.artefact;

import io.quillmesh.tuning.encoder.Pooling;
import io.quillmesh.tuning.method.Tuned;
import java.util.List;
import java.util.Map;

/**
 * What the header of an artefact says of a route: all of {@link RouteArtefact} but the numbers.
 *
 * @param length how many soft tokens there are
 */
record RouteText(
    String encoder,
    String weightsSha256,
    String tokenizerSha256,
    int mostTokens,
    String input,
    Pooling pooling,
    String method,
    long seed,
    int length,
    double temperature,
    double threshold,
    double accuracy,
    double precision,
    double coverage,
    List<Integer> confidences,
    Map<String, Integer> labels,
    Map<String, Double> scores) {

  static RouteText of(RouteArtefact route) {
    RouteInfo info = route.info();
    return new RouteText(
        route.encoder(),
        route.weightsHash(),
        route.tokenizerHash(),
        route.most(),
        route.input(),
        route.pooling(),
        route.method(),
        route.seed(),
        route.tuned().prompt().length(),
        route.temperature(),
        info.threshold(),
        info.accuracy(),
        info.precision(),
        info.coverage(),
        info.baseline().confidences(),
        info.baseline().labels(),
        new java.util.TreeMap<>(route.scores()));
  }

  RouteArtefact with(Tuned tuned) {
    RouteInfo info =
        new RouteInfo(
            encoder,
            method,
            accuracy,
            threshold,
            precision,
            coverage,
            new Baseline(confidences, labels));
    return new RouteArtefact(
        encoder,
        weightsSha256,
        tokenizerSha256,
        mostTokens,
        input,
        pooling,
        method,
        seed,
        temperature,
        info,
        scores,
        tuned);
  }
}
