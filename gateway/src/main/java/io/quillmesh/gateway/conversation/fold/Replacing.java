package io.quillmesh.gateway.conversation.fold;

import io.quillmesh.gateway.conversation.effects.EffectsBuilder;
import io.quillmesh.gateway.conversation.history.BeforeTurn;
import io.quillmesh.gateway.conversation.state.Baseline;
import io.quillmesh.gateway.conversation.state.KeptMessage;
import io.quillmesh.gateway.conversation.state.KeptResults;
import io.quillmesh.gateway.conversation.state.Keys;
import io.quillmesh.gateway.conversation.state.Submission;
import io.quillmesh.gateway.conversation.turn.EndedTurns;
import io.quillmesh.gateway.conversation.turn.Turns;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message in the place of the last one. Its turn begins from what was before the last turn, whose
 * messages and versions are kept beside the conversation.
 */
final class Replacing {
  private Replacing() {}

  /** Goes back to what was before the last turn, and begins the one that comes in its place. */
  static void start(EffectsBuilder effects, Submission submission, BeforeTurn last) {
    EndedTurns.replace(effects, last.number());
    mark(effects, last, submission.messageId());
    effects.header(effects.header().withFormerTitle(last.title()));
    KeptResults now = effects.baseline().results();
    Baseline before = withLateResults(last, now);
    effects.baseline(before);
    BeforeTurn.forget(
        effects,
        now == null ? List.of() : now.all(),
        before.results() == null ? List.of() : before.results().all());
    Turns.start(effects, submission.again(last.asked()));
  }

  /** What agents of still earlier turns have answered since then stays. */
  private static Baseline withLateResults(BeforeTurn last, @Nullable KeptResults now) {
    KeptResults before = last.baseline().results();
    if (now == null) {
      return last.baseline();
    }
    KeptResults all =
        Objects.requireNonNullElse(before, KeptResults.NONE).withEarlier(now, last.number());
    return before == null && all.all().isEmpty()
        ? last.baseline()
        : last.baseline().withResults(all);
  }

  /** Its own messages only: late ones of earlier turns may be among them. */
  private static void mark(EffectsBuilder effects, BeforeTurn last, String by) {
    String id = effects.conversationId();
    boolean isFirst = false;
    for (long number = effects.header().counts().messages() - 1;
        number >= 0 && !isFirst;
        number--) {
      KeptMessage message = effects.message(number);
      if (message == null) {
        return;
      }
      if (message.turnNumber() == last.number()) {
        effects.put(Keys.message(id, number), message.replacedBy(by));
        isFirst = message.agent() == null;
      }
    }
  }
}
