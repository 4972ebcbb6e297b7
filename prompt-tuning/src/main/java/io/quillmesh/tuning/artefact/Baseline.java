package io.quillmesh.tuning.artefact;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How guesses are distributed on messages of the dev split: what live traffic is compared with.
 *
 * @param confidences how many guesses have a confidence in each of ten equal bins: from 0 to 0.1,
 *     ..., from 0.9 to 1
 * @param labels how often each label was guessed
 */
public record Baseline(List<Integer> confidences, Map<String, Integer> labels) {
  /** How many bins of confidence there are. */
  public static final int BINS = 10;

  /** Copies both. */
  public Baseline {
    confidences = List.copyOf(confidences);
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    if (confidences.size() != BINS) {
      throw new IllegalArgumentException(
          "Expected " + BINS + " bins of confidence, not " + confidences.size());
    }
  }

  /** The bin of a confidence. */
  public static int bin(double confidence) {
    return Math.clamp((int) (confidence * BINS), 0, BINS - 1);
  }

  /** How many guesses were counted. */
  public int total() {
    return confidences.stream().mapToInt(Integer::intValue).sum();
  }
}
