package io.quillmesh.tuning.training;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * From which confidence on answers hold a promised precision.
 *
 * @param confidence the least confidence that is answered; above 1 if nothing is
 * @param answered how many messages are answered
 * @param right how many of them are answered right
 * @param slotless how many messages need no slots, answered or not
 * @param covered how many of these are answered
 */
public record Threshold(double confidence, int answered, int right, int slotless, int covered) {
  /** What is above every confidence. */
  public static final double NEVER = 1.1;

  /** A guess whose label may be answered. */
  private record Guess(double confidence, boolean right, boolean slotless) {}

  /** Share of answers that are right; 1 if there are none. */
  public double precision() {
    return answered == 0 ? 1 : (double) right / answered;
  }

  /** Share of the messages without slots that are answered. */
  public double coverage() {
    return slotless == 0 ? 0 : (double) covered / slotless;
  }

  /**
   * What a classifier says of a split.
   *
   * @param temperature what logits are divided by
   */
  public record Calibrated(Scored scored, double temperature) {
    private Stream<Guess> guesses(Set<Integer> answerable) {
      return IntStream.range(0, scored.size())
          .filter(i -> answerable.contains(scored.guess(i)))
          .mapToObj(i -> {
            int guess = scored.guess(i);
            int label = scored.labels().get(i);
            return new Guess(
                scored.probabilities(i, temperature)[guess],
                guess == label,
                answerable.contains(label));
          });
    }

    private int slotless(Set<Integer> answerable) {
      return (int) scored.labels().stream().filter(answerable::contains).count();
    }
  }

  /**
   * The lowest threshold at which the precision on these messages reaches the promise. There is one
   * for all routes, because calibrated confidences mean the same on each, and one route alone has
   * too few messages: a threshold that is chosen on half as many holds less of what it promises.
   *
   * @param dev of each route
   * @param answerable indexes of labels that need no slots
   * @param z how many standard deviations Wilson's lower bound, which must reach the promise, is
   *     below the estimate; 0 is the estimate itself
   */
  public static Threshold of(
      List<Calibrated> dev, Set<Integer> answerable, double promised, double z) {
    List<Guess> guesses =
        dev.stream()
            .flatMap(part -> part.guesses(answerable))
            .sorted(Comparator.comparingDouble(Guess::confidence).reversed())
            .toList();
    int slotless = dev.stream().mapToInt(part -> part.slotless(answerable)).sum();
    Threshold best = new Threshold(NEVER, 0, 0, slotless, 0);
    int right = 0;
    int covered = 0;
    for (int i = 0; i < guesses.size(); i++) {
      Guess guess = guesses.get(i);
      right += guess.right() ? 1 : 0;
      covered += guess.slotless() ? 1 : 0;
      // Of equal confidences all are answered or none.
      boolean last =
          i + 1 == guesses.size() || guesses.get(i + 1).confidence() < guess.confidence();
      if (last && lowerBound(right, i + 1, z) >= promised) {
        best = new Threshold(guess.confidence(), i + 1, right, slotless, covered);
      }
    }
    return best;
  }

  /** What a given threshold does on other messages. */
  public static Threshold at(double confidence, Calibrated messages, Set<Integer> answerable) {
    List<Guess> answered =
        messages.guesses(answerable).filter(guess -> guess.confidence() >= confidence).toList();
    return new Threshold(
        confidence,
        answered.size(),
        (int) answered.stream().filter(Guess::right).count(),
        messages.slotless(answerable),
        (int) answered.stream().filter(Guess::slotless).count());
  }

  /** Of two routes together; the thresholds stay their own. */
  public Threshold plus(Threshold other) {
    return new Threshold(
        Math.max(confidence, other.confidence),
        answered + other.answered,
        right + other.right,
        slotless + other.slotless,
        covered + other.covered);
  }

  /** Wilson's lower bound of a share. */
  static double lowerBound(int right, int all, double z) {
    if (all == 0) {
      return 0;
    }
    double share = (double) right / all;
    double square = z * z;
    double centre = share + square / (2 * all);
    double spread = z * Math.sqrt(share * (1 - share) / all + square / (4.0 * all * all));
    return (centre - spread) / (1 + square / all);
  }
}
