package io.quillmesh.gateway.conversation.turn;

import io.quillmesh.gateway.conversation.agui.AgUiEvent;
import io.quillmesh.gateway.conversation.agui.AgUiEvent.Add;
import io.quillmesh.gateway.conversation.agui.Json;
import io.quillmesh.gateway.conversation.answer.AgentAnswer;
import io.quillmesh.gateway.conversation.effects.EffectsBuilder;
import io.quillmesh.gateway.conversation.effects.UnfitRecordException;
import io.quillmesh.gateway.conversation.graph.AgentCard;
import io.quillmesh.gateway.conversation.history.BeforeTurn;
import io.quillmesh.gateway.conversation.state.AgentState;
import io.quillmesh.gateway.conversation.state.KeptResults;
import io.quillmesh.gateway.conversation.state.KeptResults.KeptResult;
import io.quillmesh.gateway.conversation.state.Keys;
import io.quillmesh.gateway.conversation.state.RunningTurn;
import io.quillmesh.schemas.AgentOutput;
import io.quillmesh.schemas.Finding;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** The answers of declared agents. Clients see the last of each, until the agent is gone. */
final class Answers {
  private Answers() {}

  /** An agent has answered. */
  static void take(EffectsBuilder effects, AgentTransitions agents, AgentAnswer event) {
    AgentCard card = agents.turn().graph().card(event.agent()).orElseThrow();
    if (card.output() == AgentOutput.TEXT) {
      Texts.say(effects, agents, card, event.streamId(), text(event));
    }
    agents.answer(event);
    agents.finish(
        Finding.newBuilder().setAgent(card.name()).setAnswer(event.answer()).build(),
        AgentState.Spent.of(event.call()),
        null);
  }

  private static String text(AgentAnswer event) {
    try {
      return Json.fromText(event.answer(), String.class);
    } catch (JacksonException e) {
      throw new UnfitRecordException(
          "NOT_A_TEXT", "the %s agent writes texts, and this is none".formatted(event.agent()));
    }
  }

  /**
   * Keeps answers.
   *
   * @param running the turn that they are shown in; null when none runs
   * @param turnNumber the turn that they belong to
   * @return all results that clients see now
   */
  static KeptResults keep(
      EffectsBuilder effects,
      @Nullable RunningTurn running,
      long turnNumber,
      List<AgentAnswer> answers) {
    KeptResults before = current(effects, running);
    KeptResults after = before;
    for (AgentAnswer answer : answers) {
      byte[] json = answer.answer().getBytes(StandardCharsets.UTF_8);
      KeptResult result = new KeptResult(answer.agent(), turnNumber, json.length);
      effects.putBytes(Keys.result(effects.conversationId(), result), json);
      after = after.with(result);
    }
    List<KeptResult> needed = new ArrayList<>(after.all());
    if (running != null && effects.baseline().results() != null) {
      // Who connects now gets the state before the turn.
      needed.addAll(effects.baseline().results().all());
    }
    needed.addAll(BeforeTurn.results(effects));
    BeforeTurn.forget(effects, before.all(), needed);
    return after;
  }

  /** Whether an answer is older than what clients see of its agent. */
  static boolean isOutdated(EffectsBuilder effects, long turnNumber, AgentAnswer answer) {
    return current(effects, effects.turn()).isOutdated(answer.agent(), turnNumber);
  }

  private static KeptResults current(EffectsBuilder effects, @Nullable RunningTurn running) {
    return Objects.requireNonNullElse(effects.baseline().currentResults(running), KeptResults.NONE);
  }

  /**
   * At a turn's end: the results of agents that no longer belong to it go.
   *
   * @return those that stay; null when there was none yet
   */
  static @Nullable KeptResults settle(EffectsBuilder effects, RunningTurn turn) {
    KeptResults before = effects.baseline().currentResults(turn);
    if (before == null) {
      return null;
    }
    KeptResults after = before.of(turn::has);
    if (!after.equals(before)) {
      effects.show(turn.runId(), new AgUiEvent.StateDelta(List.of(member(effects, after))));
    }
    List<KeptResult> needed = new ArrayList<>(after.all());
    needed.addAll(BeforeTurn.results(effects));
    BeforeTurn.forget(effects, before.all(), needed);
    return after;
  }

  /** As a member of the shared state. */
  static Add member(EffectsBuilder effects, KeptResults results) {
    return Add.member("results", results.toShared(effects.conversationId(), effects::bytes));
  }
}
