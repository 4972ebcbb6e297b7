package io.quillmesh.benchmarks.load;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of one turn.
 *
 * @param firstToken until the first text of the article; null when there was none
 * @param done until the end of the run; null when there was none
 * @param bound what the model alone would have taken; null when that is not known
 * @param lost why the turn is lost, if it is: no end, an error, or no article or reply
 * @param failedAgents who failed in it
 * @param wrong what is wrong with what came; empty for a turn that may be believed
 */
public record Turn(
    @Nullable Duration firstToken,
    @Nullable Duration done,
    @Nullable Bound bound,
    @Nullable String lost,
    List<String> failedAgents,
    List<String> wrong) {

  /** Whether it gave what it should. */
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
