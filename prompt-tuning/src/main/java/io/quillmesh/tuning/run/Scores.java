package io.quillmesh.tuning.run;

import io.quillmesh.tuning.training.Scored;
import java.util.List;

/** Numbers of one split, of one or more routes. */
public final class Scores {
  private Scores() {}

  /** Share of right labels over all messages of these. */
  public static double accuracy(List<Scored> parts) {
    int all = parts.stream().mapToInt(Scored::size).sum();
    double right = parts.stream().mapToDouble(part -> part.accuracy() * part.size()).sum();
    return all == 0 ? 0 : right / all;
  }

  /** Share of right labels over the messages that have this label; -1 if there are none. */
  public static double accuracy(Scored scored, int label) {
    int all = 0;
    int right = 0;
    for (int i = 0; i < scored.size(); i++) {
      if (scored.labels().get(i) == label) {
        all++;
        right += scored.guess(i) == label ? 1 : 0;
      }
    }
    return all == 0 ? -1 : (double) right / all;
  }
}
