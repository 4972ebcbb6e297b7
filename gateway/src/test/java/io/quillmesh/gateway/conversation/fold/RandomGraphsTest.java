package io.quillmesh.gateway.conversation.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.gateway.conversation.Frame;
import io.quillmesh.gateway.conversation.agui.AgUiOracle;
import io.quillmesh.gateway.conversation.effects.Effects;
import io.quillmesh.gateway.conversation.graph.AgentCard;
import io.quillmesh.gateway.conversation.graph.AgentCard.OnUpstreamFailure;
import io.quillmesh.gateway.conversation.graph.AgentCard.Trigger;
import io.quillmesh.gateway.conversation.graph.AgentGraph;
import io.quillmesh.schemas.AgentRequested;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.Finding;
import io.quillmesh.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Random agents that wait for each other in random ways, with random outcomes in random order. */
class RandomGraphsTest {
  private static final int GRAPHS = 3_000;
  private static final List<String> NAMES =
      List.of(
          Agents.INTENT,
          Agents.CONTEXT,
          Agents.GENERATOR,
          Agents.REPLY,
          Agents.PHASE,
          "alpha",
          "beta",
          "gamma");

  @Test
  void everyTurnEndsAndNobodyIsAskedTooEarlyOrTwice() {
    for (int seed = 0; seed < GRAPHS; seed++) {
      Play play = new Play(new Random(seed));

      play.run();

      assertThat(play.problems).as("seed %d: %s", seed, play.graph).isEmpty();
      Legality.check(play.conversation.frames);
    }
  }

  @Test
  void agUiAcceptsWhatClientsAreSent() throws Exception {
    AgUiOracle oracle = new AgUiOracle();
    for (int seed = 0; seed < 60; seed++) {
      Play play = new Play(new Random(seed));
      List<Frame> seen = new ArrayList<>(play.conversation.look(null));
      play.run();
      seen.addAll(play.conversation.frames);
      oracle.stream("graph " + seed, seen);
    }
    oracle.verify();
  }

  /** The outcome of asking an agent. */
  private enum Answer {
    RESULT,
    FAILURE,
    SILENCE
  }

  /** One turn of one graph. */
  private static final class Play {
    private final Random random;
    private final AgentGraph graph;
    private final Folding conversation;
    private final Map<String, Answer> answers = new HashMap<>();

    /** What is on its way. */
    private final List<Runnable> underWay = new ArrayList<>();

    private final Set<String> askedDirectly = new HashSet<>();
    private final List<String> problems = new ArrayList<>();
    private int requestsSeen;
    private int failuresSeen;

    Play(Random random) {
      this.random = random;
      this.graph = anyGraph(random);
      this.conversation = new Folding(Folding.settings(graph));
      for (AgentCard card : graph.cards()) {
        answers.put(card.name(), Answer.values()[random.nextInt(8) < 6 ? 0 : random.nextInt(3)]);
      }
      conversation.apply(Given.claim());
    }

    private static AgentGraph anyGraph(Random random) {
      List<String> names = new ArrayList<>(NAMES);
      Collections.shuffle(names, random);
      List<AgentCard> cards = new ArrayList<>();
      for (String name : names.subList(0, 1 + random.nextInt(names.size()))) {
        List<String> after =
            cards.stream().map(AgentCard::name).filter(_ -> random.nextInt(3) == 0).toList();
        OnUpstreamFailure then = OnUpstreamFailure.values()[random.nextInt(2)];
        cards.add(
            new AgentCard(
                name,
                after,
                then,
                trigger(random, after, then),
                Duration.ofSeconds(10 + random.nextInt(90)),
                random.nextInt(5) > 0));
      }
      return new AgentGraph(cards);
    }

    private static Trigger trigger(Random random, List<String> after, OnUpstreamFailure then) {
      if (random.nextBoolean()) {
        return Trigger.REQUEST;
      }
      if (after.isEmpty()) {
        return Trigger.TURN;
      }
      return after.size() == 1 && then == OnUpstreamFailure.FAIL ? Trigger.RESULT : Trigger.REQUEST;
    }

    void run() {
      conversation.apply(Given.submit(1));
      graph.cards().stream()
          .filter(card -> card.trigger() == Trigger.TURN)
          .forEach(card -> answer(card.name()));
      hear();
      while (!underWay.isEmpty()) {
        Runnable next = underWay.get(random.nextInt(underWay.size()));
        if (random.nextInt(6) > 0) {
          underWay.remove(next);
        }
        next.run();
        hear();
        if (random.nextInt(30) == 0) {
          conversation.pass(Duration.ofSeconds(random.nextInt(60)));
          hear();
        }
        if (random.nextInt(40) == 0) {
          conversation.movesToEpoch("epoch" + random.nextInt());
        }
      }
      // A deadline may let the next agent begin.
      for (int i = 0; i <= graph.cards().size(); i++) {
        conversation.pass(Duration.ofSeconds(100));
        hear();
        underWay.forEach(Runnable::run);
        underWay.clear();
        hear();
      }
      checkEnd();
    }

    /** Takes the records that the fold has emitted. */
    private void hear() {
      List<AgentRequested> requests = conversation.emitted(Topics.REQUESTS);
      for (; requestsSeen < requests.size(); requestsSeen++) {
        checkRequest(requests, requests.get(requestsSeen));
        answer(requests.get(requestsSeen).getAgent());
      }
      var failures = conversation.emitted(Topics.FAILURES);
      for (; failuresSeen < failures.size(); failuresSeen++) {
        Input own = new Input.Failure(failures.get(failuresSeen));
        underWay.add(() -> conversation.apply(own));
      }
    }

    /** An agent was asked: its answer is on its way, and agents that wait for it get it. */
    private void answer(String agent) {
      if (agent.equals(Agents.GENERATOR) || agent.equals(Agents.REPLY)) {
        underWay.add(() -> conversation.apply(Given.chunk(1, agent, 0, 7)));
      }
      switch (answers.getOrDefault(agent, Answer.SILENCE)) {
        case RESULT -> {
          underWay.add(() -> apply(agent));
          graph.cards().stream()
              .filter(card -> card.trigger() == Trigger.RESULT && card.after().contains(agent))
              .filter(card -> askedDirectly.add(card.name()))
              .forEach(card -> answer(card.name()));
        }
        case FAILURE -> underWay.add(() -> conversation.apply(Given.failure(1, agent)));
        case SILENCE -> {}
      }
    }

    private void apply(String agent) {
      switch (agent) {
        case Agents.INTENT -> conversation.apply(Given.intent(1));
        case Agents.CONTEXT -> conversation.apply(Given.context(1));
        case Agents.GENERATOR -> conversation.apply(Given.article(1));
        case Agents.REPLY -> conversation.apply(Given.reply(1));
        case Agents.PHASE -> conversation.apply(Given.phase(1));
        default -> conversation.result(Given.turnId(1), agent);
      }
    }

    private void checkRequest(List<AgentRequested> all, AgentRequested request) {
      AgentCard card = card(request.getAgent());
      check(card.trigger() == Trigger.REQUEST, "asked by the wrong one: " + card.name());
      check(
          all.stream().filter(it -> it.getAgent().equals(card.name())).count() == 1,
          "asked twice: " + card.name());
      check(
          request.getFindings().stream().map(Finding::getAgent).toList().equals(card.after()),
          "told of others: " + request.getFindings());
      for (Finding finding : request.getFindings()) {
        check(isOver(finding.getAgent()), card.name() + " before " + finding.getAgent());
        boolean failed = finding.getFailure() != null;
        check(
            failed == status(finding.getAgent()).equals("FAILED"),
            card.name() + " told wrongly of " + finding);
        check(
            !failed || card.onUpstreamFailure() == OnUpstreamFailure.PROCEED,
            card.name() + " asked in spite of " + finding);
        check(failed || hasAnswer(finding), card.name() + " not told what was found: " + finding);
      }
    }

    private static boolean hasAnswer(Finding finding) {
      return switch (finding.getAgent()) {
        case Agents.INTENT -> finding.getRecognition() != null;
        case Agents.CONTEXT -> finding.getAnalysis() != null;
        case Agents.GENERATOR -> finding.getArticle() != null;
        default -> true;
      };
    }

    private void checkEnd() {
      check(conversation.wakeUp instanceof Effects.WakeUp.Never, "the turn did not end");
      check(
          conversation.pieces.keySet().stream().noneMatch(key -> key.contains("/n/")),
          "findings are left");
      Set<String> asked = new HashSet<>();
      conversation.emitted(Topics.REQUESTS).forEach(request -> asked.add(request.getAgent()));
      for (AgentCard card : graph.cards()) {
        String status = status(card.name());
        boolean upstreamFailed =
            card.after().stream().anyMatch(name -> status(name).equals("FAILED"));
        check(isOver(card.name()), card.name() + " is " + status);
        check(
            !card.endsTurn() || !status.equals("CANCELLED"),
            "the end did not wait for " + card.name());
        if (card.trigger() == Trigger.REQUEST && !status.equals("CANCELLED")) {
          boolean proceeds = card.onUpstreamFailure() == OnUpstreamFailure.PROCEED;
          check(
              asked.contains(card.name()) == (proceeds || !upstreamFailed),
              "asked: %s, of %s".formatted(asked, card));
          check(
              proceeds || !upstreamFailed || status.equals("FAILED"),
              card.name() + " did not fail with its upstream");
        }
      }
    }

    private AgentCard card(String name) {
      return graph.cards().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
    }

    private boolean isOver(String agent) {
      return Set.of("DONE", "FAILED", "CANCELLED").contains(status(agent));
    }

    private String status(String agent) {
      JsonNode agents = Json.state(conversation.frames).get("agents");
      return agents.get(agent).get("status").asString();
    }

    private void check(boolean holds, String problem) {
      if (!holds) {
        problems.add(problem);
      }
    }
  }
}
