package io.quillmesh.benchmarks.load;

import io.quillmesh.benchmarks.cost.Costs;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What came of a load, and what it cost. */
public record Outcome(Load load, List<Turn> turns, Costs costs) {

  public Outcome {
    turns = List.copyOf(turns);
  }

  /** Waits for the first text of an article, of all turns that have one. */
  public Waits firstToken() {
    return Waits.of(turns.stream().map(Turn::firstToken).filter(Objects::nonNull).toList());
  }

  /** Waits for the end, of all turns that are not lost. */
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

  /** Turns a second while turns ran. */
  public double turnsPerSecond() {
    return turns.size() / (costs.elapsed().toNanos() / 1e9);
  }

  /** Turns without an end, an article or a reply. */
  public long lost() {
    return turns.stream().filter(turn -> turn.lost() != null).count();
  }

  /** Turns that are not lost in which an agent failed all the same. */
  public long degraded() {
    return turns.stream()
        .filter(turn -> turn.lost() == null && !turn.failedAgents().isEmpty())
        .count();
  }

  /** What is wrong with turns that seemed to go well. */
  public List<String> wrong() {
    return turns.stream().flatMap(turn -> turn.wrong().stream()).toList();
  }

  /** Why turns are lost. */
  public List<String> losses() {
    return turns.stream().map(Turn::lost).filter(Objects::nonNull).toList();
  }
}
