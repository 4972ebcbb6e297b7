package io.quillmesh.tunedmodel.watch;

import java.util.List;

/**
 * The population stability index: how far a distribution is from the one that is expected. Below
 * 0.1 nothing has changed, above 0.25 much has.
 */
final class StabilityIndex {
  /** In place of an empty part, which would make the index infinite. */
  private static final double LEAST = 1e-3;

  private StabilityIndex() {}

  /**
   * @param expected how many were in each part; as many parts as there are in {@code seen}
   */
  static double of(List<Integer> expected, int[] seen) {
    double allExpected = expected.stream().mapToDouble(Integer::doubleValue).sum();
    double allSeen = 0;
    for (int count : seen) {
      allSeen += count;
    }
    double index = 0;
    for (int i = 0; i < seen.length; i++) {
      double was = Math.max(LEAST, expected.get(i) / allExpected);
      double is = Math.max(LEAST, seen[i] / allSeen);
      index += (is - was) * Math.log(is / was);
    }
    return index;
  }
}
