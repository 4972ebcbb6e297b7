package io.quillmesh.gateway.conversation.fold;

import io.quillmesh.gateway.conversation.graph.AgentCard;
import io.quillmesh.gateway.conversation.graph.AgentCard.Trigger;
import io.quillmesh.gateway.conversation.graph.AgentGraph;
import io.quillmesh.schemas.AgentOutput;
import io.quillmesh.schemas.Intent;
import io.quillmesh.schemas.OnUpstreamFailure;
import io.quillmesh.schemas.WhenLate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cards of declared agents. */
final class Cards {
  static final Duration DEADLINE = Duration.ofMinutes(1);

  private Cards() {}

  /** Answers with a record; the turn's end waits for it. */
  static AgentCard card(String name, String... after) {
    return new AgentCard(
        name,
        List.of(after),
        OnUpstreamFailure.FAIL,
        List.of(),
        Trigger.REQUEST,
        DEADLINE,
        true,
        WhenLate.DROP,
        AgentOutput.RECORD);
  }

  static AgentCard text(AgentCard it) {
    return with(
        it, it.onUpstreamFailure(), it.intents(), it.endsTurn(), it.whenLate(), AgentOutput.TEXT);
  }

  static AgentCard late(AgentCard it, WhenLate whenLate) {
    return with(it, it.onUpstreamFailure(), it.intents(), false, whenLate, it.output());
  }

  static AgentCard proceeding(AgentCard it) {
    return with(
        it, OnUpstreamFailure.PROCEED, it.intents(), it.endsTurn(), it.whenLate(), it.output());
  }

  static AgentCard when(AgentCard it, Intent... intents) {
    List<String> names = Arrays.stream(intents).map(Enum::name).toList();
    return with(it, it.onUpstreamFailure(), names, it.endsTurn(), it.whenLate(), it.output());
  }

  private static AgentCard with(
      AgentCard it,
      OnUpstreamFailure onUpstreamFailure,
      List<String> intents,
      boolean endsTurn,
      WhenLate whenLate,
      AgentOutput output) {
    return new AgentCard(
        it.name(),
        it.after(),
        onUpstreamFailure,
        intents,
        it.trigger(),
        it.deadline(),
        endsTurn,
        whenLate,
        output);
  }

  /** The mesh's own agents, and these. */
  static AgentGraph withBuiltIn(AgentCard... declared) {
    List<AgentCard> all = new ArrayList<>(AgentGraph.builtIn(Folding::deadline).cards());
    all.addAll(List.of(declared));
    return new AgentGraph(all);
  }
}
