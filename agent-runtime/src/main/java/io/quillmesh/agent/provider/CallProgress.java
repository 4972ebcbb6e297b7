package io.quillmesh.agent.provider;

/**
 * What can be seen of a call besides its text: signs of life, and thinking. For any thread.
 *
 * <p>Times are for the reader to take, by its own clock, when it sees a number grow.
 */
public final class CallProgress {
  private final StringBuilder thoughts = new StringBuilder();
  private long signs;
  private boolean thinks;

  /**
   * What has come so far.
   *
   * @param signs grows with everything that comes, be it a comment that only says "still here"
   * @param thinks whether the model has begun to think
   * @param thoughts what it thought since the last look; empty if the provider keeps that to itself
   */
  public record Look(long signs, boolean thinks, String thoughts) {}

  /** Looks, and takes the thoughts. */
  public synchronized Look look() {
    String taken = thoughts.toString();
    thoughts.setLength(0);
    return new Look(signs, thinks, taken);
  }

  synchronized void sign() {
    signs++;
  }

  synchronized void thought(String piece) {
    thinks = true;
    thoughts.append(piece);
  }
}
