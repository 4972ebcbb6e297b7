package io.quillmesh.agent.model;

import io.quillmesh.agent.retry.Backoff;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether a failed call is made again, and when.
 *
 * @param attempts how many calls at most to one model
 * @param backoff the waits in between
 * @param longestRetryAfter a provider that asks for a longer pause is not asked again
 */
record RetryPolicy(int attempts, Backoff backoff, Duration longestRetryAfter) {

  /**
   * How long to wait before the next call.
   *
   * @param made how many calls were made, the failed one included
   * @return null if there is to be none
   */
  @Nullable Duration next(int made, ModelFailure failure) {
    if (made >= attempts || !failure.isTransient()) {
      return null;
    }
    Duration own = backoff.after(made);
    Duration asked = failure.retryAfter();
    if (asked == null) {
      return own;
    }
    if (asked.compareTo(longestRetryAfter) > 0) {
      return null;
    }
    return asked.compareTo(own) > 0 ? asked : own;
  }
}
