package io.quillmesh.gateway.conversation.streams;

import io.quillmesh.gateway.conversation.fold.FoldSettings;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long agents and turns may take. An agent that still waits for its model must not be given up,
 * so its deadline follows from the time-out of its calls.
 *
 * @param intent how long the intent agent may take once it has what it needs; null for one and a
 *     half times as long as its call; so for the others
 * @param turn how long a turn may take; null for as long as its agents may take one after the other
 * @param calls how long one call of each agent to its model may take, as the agents have it
 */
record DeadlineSettings(
    @Nullable Duration intent,
    @Nullable Duration context,
    @Nullable Duration generator,
    @Nullable Duration reply,
    @Nullable Duration phase,
    @Nullable Duration turn,
    Calls calls) {

  DeadlineSettings {
    check("INTENT", intent, calls.intent());
    check("CONTEXT", context, calls.context());
    check("GENERATOR", generator, calls.generator());
    check("REPLY", reply, calls.reply());
    check("PHASE", phase, calls.phase());
  }

  /** How long one call of an agent to its model may take. */
  record Calls(
      Duration intent, Duration context, Duration generator, Duration reply, Duration phase) {}

  FoldSettings fold(int queuedMessages, int keptRuns) {
    Duration intentOrDefault = deadline(intent, calls.intent());
    Duration contextOrDefault = deadline(context, calls.context());
    Duration generatorOrDefault = deadline(generator, calls.generator());
    Duration replyOrDefault = deadline(reply, calls.reply());
    Duration phaseOrDefault = deadline(phase, calls.phase());
    Duration toArticle = intentOrDefault.plus(generatorOrDefault);
    Duration toReply = longest(toArticle, contextOrDefault).plus(replyOrDefault);
    return new FoldSettings(
        intentOrDefault,
        contextOrDefault,
        generatorOrDefault,
        replyOrDefault,
        phaseOrDefault,
        turn == null ? longest(toReply, contextOrDefault.plus(phaseOrDefault)) : turn,
        queuedMessages,
        keptRuns);
  }

  /** With room for a second try after one that failed quickly. */
  private static Duration deadline(@Nullable Duration set, Duration call) {
    return set == null ? call.multipliedBy(3).dividedBy(2) : set;
  }

  private static Duration longest(Duration one, Duration another) {
    return Collections.max(List.of(one, another));
  }

  private static void check(String agent, @Nullable Duration deadline, Duration call) {
    if (deadline != null && deadline.compareTo(call) <= 0) {
      throw new IllegalArgumentException(
          ("DEADLINE_%s must be longer than one call to its model may take, %s: it is %s. Leave it"
                  + " empty, or set %s_TOTAL_TIMEOUT to less, here and for the agent")
              .formatted(agent, call, deadline, agent));
    }
  }
}
