package io.quillmesh.gateway.conversation.history;

import io.quillmesh.gateway.conversation.effects.EffectsBuilder;
import io.quillmesh.gateway.conversation.state.Baseline;
import io.quillmesh.gateway.conversation.state.Header;
import io.quillmesh.gateway.conversation.state.KeptResults;
import io.quillmesh.gateway.conversation.state.KeptResults.KeptResult;
import io.quillmesh.gateway.conversation.state.Keys;
import io.quillmesh.gateway.conversation.state.Submission;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was before the newest turn, so that another one can begin from there in its place.
 *
 * @param number the number of the turn
 * @param asked what it answers
 */
public record BeforeTurn(Baseline baseline, Header.Title title, long number, Submission asked) {

  /** Keeps how it is now, because a turn begins. */
  public static void keep(EffectsBuilder effects, Submission submission) {
    List<KeptResult> outdated = results(effects);
    Header header = effects.header();
    effects.put(
        Keys.before(effects.conversationId()),
        new BeforeTurn(
            effects.baseline(), header.title(), header.counts().turns() + 1, submission));
    forget(effects, outdated, results(effects.baseline().results()));
  }

  /** Of the newest turn; null before the first one, and for one of an earlier release. */
  public static @Nullable BeforeTurn of(EffectsBuilder effects) {
    BeforeTurn kept = effects.read(Keys.before(effects.conversationId()), BeforeTurn.class);
    return kept == null || kept.number != effects.header().counts().turns() ? null : kept;
  }

  /** The results of declared agents that clients would see again. */
  public static List<KeptResult> results(EffectsBuilder effects) {
    BeforeTurn kept = effects.read(Keys.before(effects.conversationId()), BeforeTurn.class);
    return kept == null ? List.of() : results(kept.baseline.results());
  }

  private static List<KeptResult> results(@Nullable KeptResults results) {
    return results == null ? List.of() : results.all();
  }

  /** Deletes the results that are not needed any more. */
  public static void forget(
      EffectsBuilder effects, List<KeptResult> before, List<KeptResult> needed) {
    before.stream()
        .filter(result -> !needed.contains(result))
        .forEach(result -> effects.remove(Keys.result(effects.conversationId(), result)));
  }
}
