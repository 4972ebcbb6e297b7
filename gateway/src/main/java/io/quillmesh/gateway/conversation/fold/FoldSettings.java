package io.quillmesh.gateway.conversation.fold;

import io.quillmesh.schemas.Agent;
import java.time.Duration;

/**
 * The bounds of a conversation.
 *
 * @param intent how long the intent agent may take, from when it has what it needs; so for the
 *     others
 * @param turn how long a whole turn may take
 * @param queuedMessages how many messages may wait for the running turn
 * @param keptRuns of how many runs the frames are kept, for clients that come back
 */
public record FoldSettings(
    Duration intent,
    Duration context,
    Duration generator,
    Duration reply,
    Duration phase,
    Duration turn,
    int queuedMessages,
    int keptRuns) {

  /** A minute for a decision, three for an article, six for a turn. */
  public static final FoldSettings DEFAULT =
      new FoldSettings(
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          Duration.ofSeconds(180),
          Duration.ofSeconds(90),
          Duration.ofSeconds(60),
          Duration.ofSeconds(360),
          10,
          20);

  public FoldSettings {
    for (Duration agent : new Duration[] {intent, context, generator, reply, phase}) {
      if (!agent.isPositive() || agent.compareTo(turn) >= 0) {
        throw new IllegalArgumentException(
            "An agent's deadline must be positive and shorter than the turn's, "
                + turn
                + "; got "
                + agent);
      }
    }
    if (queuedMessages < 0) {
      throw new IllegalArgumentException("queuedMessages must not be negative: " + queuedMessages);
    }
    if (keptRuns < 1) {
      throw new IllegalArgumentException("keptRuns must be at least 1, not " + keptRuns);
    }
  }

  Duration of(Agent agent) {
    return switch (agent) {
      case INTENT -> intent;
      case CONTEXT -> context;
      case GENERATOR -> generator;
      case REPLY -> reply;
      case PHASE -> phase;
      case UNKNOWN -> turn;
    };
  }
}
