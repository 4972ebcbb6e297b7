package io.quillmesh.benchmarks.load;

import io.quillmesh.benchmarks.cost.Costs;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The result of a load, and its cost. */
public record Outcome(Load load, List<Turn> turns, Costs costs) {

  public Outcome {
    turns = List.copyOf(turns);
  }

  /** The waits for the first text of an article, in all turns that have one. */
  public Waits firstToken() {
    return Waits.of(turns.stream().map(Turn::firstToken).filter(Objects::nonNull).toList());
  }

  /** The waits for the end, in all turns that are not lost. */
  public Waits done() {
    return Waits.of(turns.stream().map(Turn::done).filter(Objects::nonNull).toList());
  }

  /** The same, beyond what the model alone takes. */
  public Waits firstTokenAboveBound() {
    return Waits.of(
        turns.stream().map(Turn::firstTokenAboveBound).flatMap(Optional::stream).toList());
  }

  /** The same, beyond what the model alone takes. */
  public Waits doneAboveBound() {
    return Waits.of(turns.stream().map(Turn::doneAboveBound).flatMap(Optional::stream).toList());
  }

  /** Turns in each second while turns ran. */
  public double turnsPerSecond() {
    return turns.size() / (costs.elapsed().toNanos() / 1e9);
  }

  /** Turns without an end, an article or a reply. */
  public long lost() {
    return turns.stream().filter(turn -> turn.lost() != null).count();
  }

  /** Turns that are not lost although an agent failed. */
  public long degraded() {
    return turns.stream()
        .filter(turn -> turn.lost() == null && !turn.failedAgents().isEmpty())
        .count();
  }

  /** The faults in turns that seemed to go well. */
  public List<String> wrong() {
    return turns.stream().flatMap(turn -> turn.wrong().stream()).toList();
  }

  /** The reasons why turns are lost. */
  public List<String> losses() {
    return turns.stream().map(Turn::lost).filter(Objects::nonNull).toList();
  }
}
