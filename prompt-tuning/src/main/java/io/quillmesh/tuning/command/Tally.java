package io.quillmesh.tuning.command;

import io.quillmesh.tuning.run.Interval;
import java.io.PrintWriter;

/** Counts of messages. */
final class Tally {
  private int messages;
  private int right;
  private int answered;
  private int answeredRight;
  private int slotless;
  private int covered;

  void add(boolean isRight, boolean isAnswered, boolean isSlotless) {
    messages++;
    right += isRight ? 1 : 0;
    answered += isAnswered ? 1 : 0;
    answeredRight += isRight && isAnswered ? 1 : 0;
    slotless += isSlotless ? 1 : 0;
    covered += isSlotless && isAnswered ? 1 : 0;
  }

  double accuracy() {
    return share(right, messages);
  }

  void print(PrintWriter out, String name) {
    out.printf(
        "| %s | %d | %s | %d | %s | %s |%n",
        name,
        messages,
        Interval.share(accuracy()),
        answered,
        answered == 0 ? "" : Interval.share(share(answeredRight, answered)),
        slotless == 0 ? "" : Interval.share(share(covered, slotless)));
  }

  private static double share(int part, int all) {
    return all == 0 ? 0 : (double) part / all;
  }
}
