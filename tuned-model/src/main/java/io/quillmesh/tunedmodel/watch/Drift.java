package io.quillmesh.tunedmodel.watch;

import io.quillmesh.tuning.artefact.Baseline;
import io.quillmesh.tuning.classifier.Guess;
import java.util.List;

/** The last guesses of one route, compared with those about known messages. For many threads. */
final class Drift {
  private final Baseline baseline;
  private final List<String> labels;
  private final List<Integer> expectedLabels;
  private final int least;
  private final int[] lastParts;
  private final int[] lastLabels;
  private final int[] parts;
  private final int[] counts;
  private long seen;

  /**
   * @param window how many guesses count
   * @param least how many there have to be before anything is said
   */
  Drift(Baseline baseline, int window, int least) {
    this.baseline = baseline;
    this.least = least;
    labels = baseline.labels().keySet().stream().sorted().toList();
    expectedLabels =
        labels.stream().map(label -> baseline.labels().getOrDefault(label, 0)).toList();
    lastParts = new int[window];
    lastLabels = new int[window];
    parts = new int[baseline.confidences().size()];
    counts = new int[labels.size()];
  }

  synchronized void add(Guess guess) {
    int label = labels.indexOf(guess.label());
    int part = Baseline.bin(guess.confidence());
    if (label < 0) {
      return;
    }
    int place = (int) (seen % lastParts.length);
    if (seen >= lastParts.length) {
      parts[lastParts[place]]--;
      counts[lastLabels[place]]--;
    }
    lastParts[place] = part;
    lastLabels[place] = label;
    parts[part]++;
    counts[label]++;
    seen++;
  }

  /** Not a number until there are enough guesses. */
  synchronized double ofConfidence() {
    return seen < least ? Double.NaN : StabilityIndex.of(baseline.confidences(), parts);
  }

  /** Not a number until there are enough guesses. */
  synchronized double ofLabels() {
    return seen < least ? Double.NaN : StabilityIndex.of(expectedLabels, counts);
  }
}
