package io.quillmesh.gateway.conversation.fold;

import io.quillmesh.gateway.conversation.graph.AgentCard;
import io.quillmesh.gateway.conversation.graph.AgentCard.Trigger;
import io.quillmesh.gateway.conversation.graph.AgentGraph;
import io.quillmesh.schemas.AgentOutput;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.BuiltInAgents;
import io.quillmesh.schemas.Intent;
import io.quillmesh.schemas.OnUpstreamFailure;
import io.quillmesh.schemas.WhenLate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Random agents that wait for each other in random ways. */
final class AnyGraph {
  private static final List<String> NAMES =
      List.of(
          Agents.INTENT,
          Agents.CONTEXT,
          Agents.GENERATOR,
          Agents.REPLY,
          Agents.PHASE,
          "alpha",
          "beta",
          "gamma",
          "delta",
          "epsilon");

  private final Random random;

  AnyGraph(Random random) {
    this.random = random;
  }

  AgentGraph next() {
    List<String> names = new ArrayList<>(NAMES);
    Collections.shuffle(names, random);
    List<AgentCard> cards = new ArrayList<>();
    for (String name : names.subList(0, 1 + random.nextInt(names.size()))) {
      List<String> before = cards.stream().map(AgentCard::name).toList();
      List<String> after = before.stream().filter(_ -> random.nextInt(3) == 0).toList();
      OnUpstreamFailure then =
          random.nextBoolean() ? OnUpstreamFailure.FAIL : OnUpstreamFailure.PROCEED;
      cards.add(
          BuiltInAgents.card(name).isPresent()
              ? builtIn(name, after, then)
              : declared(name, after, then, before.contains(Agents.INTENT)));
    }
    return new AgentGraph(cards);
  }

  private AgentCard builtIn(String name, List<String> after, OnUpstreamFailure then) {
    boolean writes = name.equals(Agents.GENERATOR) || name.equals(Agents.REPLY);
    return new AgentCard(
        name,
        after,
        then,
        List.of(),
        trigger(after, then),
        deadline(),
        true,
        WhenLate.UNKNOWN,
        writes ? AgentOutput.TEXT : AgentOutput.RECORD);
  }

  private AgentCard declared(
      String name, List<String> after, OnUpstreamFailure then, boolean knowsIntent) {
    return new AgentCard(
        name,
        after,
        then,
        knowsIntent && random.nextBoolean()
            ? List.of((random.nextBoolean() ? Intent.GENERATE_ARTICLE : Intent.SMALL_TALK).name())
            : List.of(),
        Trigger.REQUEST,
        deadline(),
        random.nextBoolean(),
        random.nextBoolean() ? WhenLate.SHOW : WhenLate.DROP,
        random.nextInt(3) == 0 ? AgentOutput.TEXT : AgentOutput.RECORD);
  }

  private Trigger trigger(List<String> after, OnUpstreamFailure then) {
    if (random.nextBoolean()) {
      return Trigger.REQUEST;
    }
    if (after.isEmpty()) {
      return Trigger.TURN;
    }
    return after.size() == 1 && then == OnUpstreamFailure.FAIL ? Trigger.RESULT : Trigger.REQUEST;
  }

  private Duration deadline() {
    return Duration.ofSeconds(10 + random.nextInt(90));
  }
}
