package io.quillmesh.agent.provider;

import io.quillmesh.agent.provider.answer.TokenUsage;
import org.jspecify.annotations.Nullable;

/**
 * What can be seen of a call besides its text: signs of life, thinking, and what it took. For any
 * thread.
 *
 * <p>The reader takes the times, by its own clock, when it sees a number grow.
 */
public final class CallProgress {
  private final StringBuilder thoughts = new StringBuilder();
  private long signs;
  private boolean thinks;
  private @Nullable TokenUsage usage;
  private @Nullable String answeredBy;

  /**
   * What has come so far.
   *
   * @param signs grows with everything that comes, even a comment that only says "still here"
   * @param thinks whether the model has begun to think
   * @param thoughts what it thought since the last look; empty if the provider does not show it
   * @param usage what the call took; null until the provider has said it
   * @param answeredBy who answers in the place of the model that was asked; null for that model
   */
  public record Look(
      long signs,
      boolean thinks,
      String thoughts,
      @Nullable TokenUsage usage,
      @Nullable String answeredBy) {}

  /** Looks, and takes the thoughts. */
  public synchronized Look look() {
    String taken = thoughts.toString();
    thoughts.setLength(0);
    return new Look(signs, thinks, taken, usage, answeredBy);
  }

  synchronized void sign() {
    signs++;
  }

  synchronized void usage(TokenUsage said) {
    usage = said;
  }

  synchronized void answeredBy(@Nullable String name) {
    answeredBy = name;
  }

  synchronized void thought(String piece) {
    thinks = true;
    thoughts.append(piece);
  }
}
