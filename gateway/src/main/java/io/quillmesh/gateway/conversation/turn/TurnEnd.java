package io.quillmesh.gateway.conversation.turn;

import io.quillmesh.gateway.conversation.agui.AgUiEvent;
import io.quillmesh.gateway.conversation.agui.AgUiEvent.Usage;
import io.quillmesh.gateway.conversation.effects.EffectsBuilder;
import io.quillmesh.gateway.conversation.effects.Frames;
import io.quillmesh.gateway.conversation.effects.Index;
import io.quillmesh.gateway.conversation.state.AgentState;
import io.quillmesh.gateway.conversation.state.Baseline;
import io.quillmesh.gateway.conversation.state.KeptMessage;
import io.quillmesh.gateway.conversation.state.KeptResults;
import io.quillmesh.gateway.conversation.state.Keys;
import io.quillmesh.gateway.conversation.state.RunningTurn;
import io.quillmesh.gateway.conversation.state.Submission;
import io.quillmesh.gateway.conversation.text.Text;
import io.quillmesh.schemas.Agents;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    RunningTurn.Learned known = turn.learned();
    used.addAll(known.capabilities());
    KeptResults results = Answers.settle(effects, turn);
    effects.baseline(
        new Baseline(
            known.intent() == null ? before.intent() : known.intent(),
            known.context() == null ? before.context() : known.context(),
            known.phase() == null ? before.phase() : known.phase(),
            known.choices() == null ? before.choices() : known.choices(),
            known.choices() == null ? before.choicesRunId() : turn.runId(),
            before.currentArticle(turn),
            AgentTransitions.statuses(turn),
            results,
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
    Submission asked = turn.asked().submission();
    keep(
        effects,
        new KeptMessage(asked.messageId(), null, asked.message(), 0, turn.number(), turn.runId()));
    Set<KeptMessage> texts = new LinkedHashSet<>();
    for (String agent : Text.writers(turn.graph())) {
      if (!(turn.agent(agent) instanceof AgentState.Skipped)) {
        text(effects, turn, turn.text(agent)).ifPresent(texts::add);
      }
    }
    texts.addAll(turn.messages());
    texts.forEach(message -> keep(effects, message));
  }

  /** A text, or what clients have seen of one that was never completed. */
  private static Optional<KeptMessage> text(EffectsBuilder effects, RunningTurn turn, Text text) {
    return turn.messages().stream()
        .filter(it -> text.isIn(turn.runId(), it.id()))
        .findFirst()
        .or(() -> Optional.ofNullable(Frames.lastMessage(effects, turn, text)));
  }

  static void keep(EffectsBuilder effects, KeptMessage message) {
    long number = effects.header().counts().messages();
    effects.put(Keys.message(effects.conversationId(), number), message);
    effects.header(effects.header().withMessage());
  }

  /** The reply decides whether the turn was answered. */
  static AgUiEvent outcome(String conversationId, RunningTurn turn) {
    return switch (turn.agent(Agents.REPLY)) {
      case AgentState.Failed(String code, String message, int _, AgentState.Spent _) ->
          new AgUiEvent.RunError(message, code, usage(turn));
      case AgentState.Done _,
          AgentState.Cancelled _,
          AgentState.Skipped _,
          AgentState.Waiting _,
          AgentState.Working _ ->
          new AgUiEvent.RunFinished(
              conversationId, turn.runId(), AgUiEvent.Outcome.SUCCESS, null, usage(turn));
    };
  }

  /**
   * The tokens that the turn used, for each model; null when no model was asked, or none reported
   * them.
   */
  static @Nullable List<Usage> usage(RunningTurn turn) {
    return usage(turn.agents().values());
  }

  static @Nullable List<Usage> usage(Collection<AgentState> agents) {
    Map<String, Usage> models = new TreeMap<>();
    for (AgentState state : agents) {
      AgentState.Spent spent = state.spent();
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
}
