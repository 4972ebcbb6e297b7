package io.quillmesh.gateway.conversation.turn;

import io.quillmesh.gateway.conversation.agui.AgUiEvent;
import io.quillmesh.gateway.conversation.agui.AgUiEvent.Usage;
import io.quillmesh.gateway.conversation.effects.EffectsBuilder;
import io.quillmesh.gateway.conversation.effects.Frames;
import io.quillmesh.gateway.conversation.effects.Index;
import io.quillmesh.gateway.conversation.state.AgentState;
import io.quillmesh.gateway.conversation.state.Baseline;
import io.quillmesh.gateway.conversation.state.KeptMessage;
import io.quillmesh.gateway.conversation.state.Keys;
import io.quillmesh.gateway.conversation.state.RunningTurn;
import io.quillmesh.gateway.conversation.state.Submission;
import io.quillmesh.gateway.conversation.state.Text;
import io.quillmesh.schemas.Agents;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Ends a turn: what it found out becomes part of the conversation. */
final class TurnEnd {
  private TurnEnd() {}

  /** Keeps what the turn found out, whatever its outcome. */
  static void commit(EffectsBuilder effects, RunningTurn turn) {
    Baseline before = effects.baseline();
    Set<String> used = new LinkedHashSet<>(before.capabilitiesUsed());
    used.addAll(turn.capabilities());
    effects.baseline(
        new Baseline(
            turn.intent() == null ? before.intent() : turn.intent(),
            turn.context() == null ? before.context() : turn.context(),
            turn.phase() == null ? before.phase() : turn.phase(),
            turn.choices() == null ? before.choices() : turn.choices(),
            turn.choices() == null ? before.choicesRunId() : turn.runId(),
            turn.article() == 0 ? before.article() : turn.article(),
            AgentTransitions.statuses(turn),
            List.copyOf(used)));
    keepMessages(effects, turn);
    Findings.forget(effects, turn);
    effects.header(effects.header().touched(effects.now()));
    effects.turn(null);
    effects.progress(effects.progress().withoutTurn());
    Frames.forgetOld(effects);
    Index.update(effects);
  }

  private static void keepMessages(EffectsBuilder effects, RunningTurn turn) {
    Submission asked = turn.submission();
    keep(
        effects,
        new KeptMessage(
            asked.messageId(),
            KeptMessage.Kind.PERSON,
            asked.message(),
            0,
            turn.number(),
            turn.runId()));
    keep(
        effects,
        turn.articleMessage() == null
            ? partial(effects, turn, Text.ARTICLE)
            : turn.articleMessage());
    keep(
        effects,
        turn.replyMessage() == null ? partial(effects, turn, Text.REPLY) : turn.replyMessage());
  }

  private static void keep(EffectsBuilder effects, @Nullable KeptMessage message) {
    if (message != null) {
      effects.put(Keys.message(effects.conversationId(), effects.header().messages()), message);
      effects.header(effects.header().withMessage());
    }
  }

  /** What clients have seen of a text that was never completed; null when that was nothing. */
  private static @Nullable KeptMessage partial(
      EffectsBuilder effects, RunningTurn turn, Text text) {
    return Frames.lastMessage(effects, turn, text);
  }

  /** The reply decides whether the turn was answered. */
  static AgUiEvent outcome(String conversationId, RunningTurn turn) {
    return switch (turn.agent(Agents.REPLY)) {
      case AgentState.Failed(String code, String message, int _, AgentState.Spent _) ->
          new AgUiEvent.RunError(message, code, usage(turn));
      case AgentState.Done _, AgentState.Cancelled _, AgentState.Waiting _, AgentState.Working _ ->
          new AgUiEvent.RunFinished(
              conversationId, turn.runId(), AgUiEvent.Outcome.SUCCESS, null, usage(turn));
    };
  }

  /**
   * The tokens that the turn used, for each model; null when no model was asked, or none reported
   * them.
   */
  static @Nullable List<Usage> usage(RunningTurn turn) {
    Map<String, Usage> models = new TreeMap<>();
    for (AgentState state : turn.agents().values()) {
      AgentState.Spent spent = spent(state);
      if (!spent.model().isEmpty() && spent.isCounted()) {
        models.merge(
            spent.model(),
            new Usage(spent.model(), spent.inputTokens(), spent.outputTokens()),
            (one, other) ->
                new Usage(
                    one.model(),
                    one.inputTokens() + other.inputTokens(),
                    one.outputTokens() + other.outputTokens()));
      }
    }
    return models.isEmpty() ? null : new ArrayList<>(models.values());
  }

  private static AgentState.Spent spent(AgentState state) {
    return switch (state) {
      case AgentState.Done(AgentState.Spent it) -> it;
      case AgentState.Failed(String _, String _, int _, AgentState.Spent it) -> it;
      case AgentState.Waiting _, AgentState.Working _, AgentState.Cancelled _ ->
          AgentState.Spent.NOTHING;
    };
  }
}
