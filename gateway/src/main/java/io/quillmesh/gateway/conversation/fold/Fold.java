package io.quillmesh.gateway.conversation.fold;

import io.quillmesh.gateway.conversation.effects.Effects;
import io.quillmesh.gateway.conversation.effects.EffectsBuilder;
import io.quillmesh.gateway.conversation.effects.FoldSettings;
import io.quillmesh.gateway.conversation.state.StateCache;
import io.quillmesh.gateway.conversation.state.StateView;
import io.quillmesh.gateway.conversation.state.Stored;
import io.quillmesh.gateway.conversation.turn.Deadlines;
import io.quillmesh.gateway.conversation.turn.Results;
import io.quillmesh.gateway.conversation.turn.Texts;
import java.time.Instant;

/**
 * The life of a conversation:
 *
 * <pre>
 * nobody's ──claim, message──▶ at rest ◀──all agents over, cancelled──▶ turn runs
 *                                 └────────────────── erased ◀──────────────────┘
 * </pre>
 *
 * One call returns all effects of one event. Topics are not ordered among themselves, so events may
 * come in any order, late and twice. For one thread.
 */
public final class Fold {
  private final FoldSettings settings;
  private final String epoch;
  private final StateCache cache = new StateCache();

  /**
   * @param epoch a random id of the caller: the caller alone numbers frames in it, so an epoch must
   *     never be used again
   */
  public Fold(FoldSettings settings, String epoch) {
    this.settings = settings;
    this.epoch = epoch;
  }

  /**
   * What an event leads to. Changes nothing itself.
   *
   * @param view the state before
   * @param now the present time
   */
  public Effects apply(StateView view, Input input, Instant now) {
    Stored stored = new Stored(view, input.conversationId(), cache);
    EffectsBuilder effects = new EffectsBuilder(stored, cache, epoch, now, settings);
    switch (input) {
      case Input.Command(var event) -> Commands.handle(effects, event);
      case Input.Chunk(var event) -> Texts.chunk(effects, event);
      case Input.Intent(var event) -> Results.intent(effects, event);
      case Input.Context(var event) -> Results.context(effects, event);
      case Input.Article(var event) -> Results.article(effects, event);
      case Input.Reply(var event) -> Results.reply(effects, event);
      case Input.Phase(var event) -> Results.phase(effects, event);
      case Input.Result(var event) -> Results.answer(effects, event);
      case Input.Failure(var event) -> Results.failure(effects, event);
      case Input.Clock _ -> Deadlines.check(effects);
    }
    return effects.build();
  }

  /** The next deadline of a stored conversation, for the task that takes its state over. */
  public Instant deadline(StateView view, String conversationId) {
    Stored stored = new Stored(view, conversationId);
    return settings.nextDeadline(stored.turn(), stored.ended());
  }
}
