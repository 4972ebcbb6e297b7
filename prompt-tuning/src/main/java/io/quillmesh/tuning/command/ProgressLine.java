package io.quillmesh.tuning.command;

import io.quillmesh.tuning.training.Listener;
import io.quillmesh.tuning.training.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Shows how a run goes and when it ends: on a terminal in one line, else a line for each epoch. */
final class ProgressLine implements Listener {
  private static final long BETWEEN_NANOS = 500_000_000;

  private final PrintWriter out;
  private final boolean terminal;
  private final String name;
  private final int epochs;
  private final long start = System.nanoTime();
  private long shown;
  private double done;
  private double first = -1;

  ProgressLine(PrintWriter out, boolean terminal, String name, int epochs) {
    this.out = out;
    this.terminal = terminal;
    this.name = name;
    this.epochs = epochs;
  }

  @Override
  public void step(int epoch, int step, int steps) {
    double before = epoch - 1 + (step - 1.0) / steps;
    if (first < 0) {
      // A resumed run has not needed time for what was done before.
      first = before;
    }
    done = epoch - 1 + (double) step / steps;
    long now = System.nanoTime();
    if (terminal && now - shown > BETWEEN_NANOS) {
      shown = now;
      out.printf(
          "\r\033[K  %s: epoch %d of %d, step %d of %d%s",
          name, epoch, epochs, step, steps, rest());
      out.flush();
    }
  }

  @Override
  public void epoch(Progress progress, double loss, double accuracy) {
    String line =
        String.format(
            Locale.ROOT,
            "  %s: epoch %d of %d, loss %.3f, dev %.3f (best: epoch %d)%s",
            name,
            progress.epoch(),
            epochs,
            loss,
            accuracy,
            progress.bestEpoch(),
            progress.epoch() < epochs ? rest() : "");
    out.println((terminal ? "\r\033[K" : "") + line);
    out.flush();
  }

  private String rest() {
    double share = (done - first) / (epochs - first);
    if (share <= 0) {
      return "";
    }
    double seconds = (System.nanoTime() - start) / 1e9 * (1 / share - 1);
    Duration left = Duration.ofSeconds(Math.round(seconds));
    return String.format(
        Locale.ROOT, ", at most %d:%02d left", left.toMinutes(), left.toSecondsPart());
  }
}
