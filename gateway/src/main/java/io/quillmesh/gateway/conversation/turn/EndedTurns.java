package io.quillmesh.gateway.conversation.turn;

import io.quillmesh.gateway.conversation.agui.AgUiEvent;
import io.quillmesh.gateway.conversation.agui.AgUiEvent.Add;
import io.quillmesh.gateway.conversation.answer.AgentAnswer;
import io.quillmesh.gateway.conversation.effects.AvroPiece;
import io.quillmesh.gateway.conversation.effects.EffectsBuilder;
import io.quillmesh.gateway.conversation.effects.Frames;
import io.quillmesh.gateway.conversation.graph.AgentCard;
import io.quillmesh.gateway.conversation.state.AgentState;
import io.quillmesh.gateway.conversation.state.Baseline;
import io.quillmesh.gateway.conversation.state.KeptMessage;
import io.quillmesh.gateway.conversation.state.KeptResults;
import io.quillmesh.gateway.conversation.state.Keys;
import io.quillmesh.gateway.conversation.state.RunningTurn;
import io.quillmesh.schemas.EventIds;
import io.quillmesh.schemas.Turn;
import io.quillmesh.schemas.WhenLate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Turns that have ended while agents work on that their ends do not wait for. What those answer is
 * shown in a short run of its own or, when a newer turn runs and their cards say so, in that one.
 */
public final class EndedTurns {
  /** Of older ones, the agents are stopped. */
  private static final int MAX = 4;

  private EndedTurns() {}

  /** A turn ends, perhaps before all its agents are over. */
  static void add(EffectsBuilder effects, RunningTurn turn) {
    if (turn.isAllOver()) {
      return;
    }
    if (isSomebodyToBeAsked(turn)) {
      // Later it could not be made any more: it says what was before the turn.
      effects.putBytes(recordKey(effects, turn), AvroPiece.write(Turns.toRecord(effects, turn)));
    }
    effects.ended(effects.ended().with(turn.ended()));
    List<RunningTurn> all = effects.ended().turns();
    if (all.size() > MAX) {
      cancel(effects, all.getFirst(), "ENDED");
    }
  }

  /** An agent of an ended turn has answered or failed. */
  static void accept(
      EffectsBuilder effects, RunningTurn ended, Consumer<AgentTransitions> learning) {
    AgentTransitions agents = transitions(effects, ended);
    learning.accept(agents);
    agents.moveOn();
    commit(effects, ended, agents);
  }

  /** Another turn begins: what would be dropped during it is not waited for any longer. */
  static void another(EffectsBuilder effects) {
    for (RunningTurn ended : effects.ended().turns()) {
      AgentTransitions agents = transitions(effects, ended);
      for (AgentCard card : ended.graph().cards()) {
        if (card.whenLate() != WhenLate.SHOW || isUpstreamCancelled(agents.turn(), card)) {
          agents.cancel(card.name());
        }
      }
      keep(effects, agents);
      if (agents.turn().isAllOver()) {
        Turns.stopWork(effects, ended.turnId(), "ENDED");
      }
    }
  }

  private static boolean isUpstreamCancelled(RunningTurn turn, AgentCard card) {
    return card.after().stream().anyMatch(name -> turn.agent(name) instanceof AgentState.Cancelled);
  }

  static void checkDeadlines(EffectsBuilder effects) {
    for (RunningTurn ended : effects.ended().turns()) {
      if (Deadlines.isMissed(effects, ended)) {
        AgentTransitions agents = transitions(effects, ended);
        Deadlines.fail(effects, agents, false);
        commit(effects, ended, agents);
        if (agents.turn().isAllOver()) {
          Turns.stopWork(effects, ended.turnId(), "DEADLINE");
        }
      }
    }
  }

  /** Another turn comes in the place of one that has ended: nothing of it is shown any more. */
  public static void replace(EffectsBuilder effects, long number) {
    for (RunningTurn ended : effects.ended().turns()) {
      if (ended.number() == number) {
        AgentTransitions agents = transitions(effects, ended);
        agents.cancelAll();
        keep(effects, agents);
        Turns.stopWork(effects, ended.turnId(), "REPLACED");
      }
    }
  }

  /** Stops all that still work on ended turns. */
  public static void cancelAll(EffectsBuilder effects, String reason) {
    effects.ended().turns().forEach(ended -> cancel(effects, ended, reason));
  }

  private static void cancel(EffectsBuilder effects, RunningTurn ended, String reason) {
    AgentTransitions agents = transitions(effects, ended);
    agents.cancelAll();
    commit(effects, ended, agents);
    Turns.stopWork(effects, ended.turnId(), reason);
  }

  private static AgentTransitions transitions(EffectsBuilder effects, RunningTurn ended) {
    return new AgentTransitions(effects, ended, () -> record(effects, ended));
  }

  /** The turn as agents get it; only what was asked if no other agent is to be asked. */
  private static Turn record(EffectsBuilder effects, RunningTurn ended) {
    byte[] kept = effects.bytes(recordKey(effects, ended));
    return kept == null
        ? Turns.asked(effects, ended.asked()).build()
        : AvroPiece.read(kept, Turn.class);
  }

  private static void commit(EffectsBuilder effects, RunningTurn before, AgentTransitions agents) {
    keep(effects, agents);
    long number = before.number();
    List<AgentAnswer> answers =
        agents.answers().stream()
            .filter(answer -> !Answers.isOutdated(effects, number, answer))
            .toList();
    RunningTurn running = effects.turn();
    boolean isLast = number == effects.header().counts().turns();
    if (running != null && !answers.isEmpty()) {
      showIn(effects, running, agents, answers);
    } else if (running == null && (isLast || !answers.isEmpty())) {
      showAlone(effects, before, agents, answers, isLast);
    }
  }

  private static void showIn(
      EffectsBuilder effects,
      RunningTurn running,
      AgentTransitions agents,
      List<AgentAnswer> answers) {
    KeptResults results = Answers.keep(effects, running, agents.turn().number(), answers);
    RunningTurn shown = running.with(running.learned().withResults(results));
    for (KeptMessage message : agents.turn().messages()) {
      shown = shown.with(message);
    }
    effects.turn(shown);
    events(agents, List.of(Answers.member(effects, results)))
        .forEach(event -> effects.show(running.runId(), event));
  }

  private static void showAlone(
      EffectsBuilder effects,
      RunningTurn before,
      AgentTransitions agents,
      List<AgentAnswer> answers,
      boolean isLast) {
    Baseline baseline = effects.baseline();
    KeptResults results = baseline.results();
    List<Add> members = new ArrayList<>();
    if (!answers.isEmpty()) {
      results = Answers.keep(effects, null, before.number(), answers);
      members.add(Answers.member(effects, results));
    }
    var statuses = baseline.agents();
    if (isLast) {
      statuses = AgentTransitions.statuses(agents.turn());
      members.add(Add.member("agents", statuses));
    }
    effects.baseline(baseline.with(statuses, results));
    agents.turn().messages().forEach(message -> TurnEnd.keep(effects, message));
    Map<String, AgentState> over = agents.turn().overSince(before);
    Frames.showRun(
        effects,
        EventIds.of(before.turnId(), "after its end/" + over.keySet()),
        events(agents, members),
        TurnEnd.usage(over.values()));
  }

  /** Clients see that an agent works before they see its result. */
  private static List<AgUiEvent> events(AgentTransitions agents, List<Add> members) {
    List<AgUiEvent> events = new ArrayList<>(agents.events());
    events.add(Math.min(1, events.size()), new AgUiEvent.StateDelta(members));
    return events;
  }

  /** Keeps what is still needed of an ended turn. */
  private static void keep(EffectsBuilder effects, AgentTransitions agents) {
    agents.keepFindings();
    RunningTurn turn = agents.turn();
    effects.ended(effects.ended().replacing(turn.ended()));
    String key = recordKey(effects, turn);
    if (!isSomebodyToBeAsked(turn) && effects.has(key)) {
      effects.remove(key);
    }
  }

  private static boolean isSomebodyToBeAsked(RunningTurn turn) {
    return turn.agents().values().stream().anyMatch(AgentState.Waiting.class::isInstance);
  }

  private static String recordKey(EffectsBuilder effects, RunningTurn turn) {
    return Keys.turnRecord(effects.conversationId(), turn.turnId());
  }
}
