package io.quillmesh.benchmarks.load;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The result of one turn.
 *
 * @param firstToken time until the first text of the article; null if there was none
 * @param done time until the end of the run; null if there was none
 * @param bound the time that the model alone would have taken; null if that is not known
 * @param lost why the turn is lost: no end, an error, or no article or reply; null if it is not
 *     lost
 * @param failedAgents the agents that failed in it
 * @param wrong what is wrong with the answer; empty if it is right
 */
public record Turn(
    @Nullable Duration firstToken,
    @Nullable Duration done,
    @Nullable Bound bound,
    @Nullable String lost,
    List<String> failedAgents,
    List<String> wrong) {

  /** Whether the turn gave what it should. */
  public boolean isGood() {
    return lost == null && wrong.isEmpty();
  }

  /** The wait for the first text of the article beyond what the model alone takes. */
  public Optional<Duration> firstTokenAboveBound() {
    return above(firstToken, bound == null ? null : bound.firstToken());
  }

  /** The wait for the end beyond what the model alone takes. */
  public Optional<Duration> doneAboveBound() {
    return above(done, bound == null ? null : bound.done());
  }

  private static Optional<Duration> above(@Nullable Duration taken, @Nullable Duration least) {
    return taken == null || least == null ? Optional.empty() : Optional.of(taken.minus(least));
  }
}
