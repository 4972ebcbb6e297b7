package io.quillmesh.gateway.conversation.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.gateway.conversation.Frame;
import io.quillmesh.gateway.conversation.agui.AgUiOracle;
import io.quillmesh.gateway.conversation.effects.Effects;
import io.quillmesh.gateway.conversation.graph.AgentCard;
import io.quillmesh.gateway.conversation.graph.AgentCard.Trigger;
import io.quillmesh.gateway.conversation.history.BeforeTurn;
import io.quillmesh.gateway.conversation.state.Baseline;
import io.quillmesh.gateway.conversation.state.Keys;
import io.quillmesh.gateway.conversation.state.Stored;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.Intent;
import io.quillmesh.schemas.WhenLate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Random agents, others in each turn, with random outcomes in random order. */
class RandomGraphsTest {
  private static final int CONVERSATIONS = 1_500;
  private static final Set<String> OVER = Set.of("DONE", "FAILED", "CANCELLED", "SKIPPED");

  @Test
  void everyTurnEndsAndNobodyIsAskedTooEarlyOrTwice() {
    for (int seed = 0; seed < CONVERSATIONS; seed++) {
      RandomPlay play = new RandomPlay(seed);

      play.run();

      String which = "seed %d: %s".formatted(seed, play.graphs);
      assertThat(play.problems).as(which).isEmpty();
      Legality.check(play.conversation.frames);
      checkEnds(which, play);
      checkLateResults(which, play);
      checkRest(which, play.conversation);
    }
  }

  @Test
  void agUiAcceptsWhatClientsAreSent() throws Exception {
    AgUiOracle oracle = new AgUiOracle();
    for (int seed = 0; seed < 60; seed++) {
      RandomPlay play = new RandomPlay(seed);
      List<Frame> seen = new ArrayList<>(play.conversation.look(null));
      play.run();
      seen.addAll(play.conversation.frames);
      oracle.stream("graph " + seed, seen);
      oracle.stream("comes now " + seed, play.conversation.look(null));
    }
    oracle.verify();
  }

  /** What clients know of the agents when a turn ends. */
  private static void checkEnds(String which, RandomPlay play) {
    List<Frame> frames = play.conversation.frames;
    for (int i = 0; i < frames.size(); i++) {
      Frame frame = frames.get(i);
      boolean isEnd = frame.type().equals("RUN_FINISHED") || frame.type().equals("RUN_ERROR");
      if (isEnd && isTurn(play, frame.runId()) && !frame.json().contains("\"cancelled\"")) {
        int number = RandomPlay.number(String.valueOf(frame.runId()));
        JsonNode agents = Json.state(frames.subList(0, i)).path("agents");
        for (AgentCard card : play.graph(number).cards()) {
          checkStatus(
              which + " turn " + number + ": " + card + " in " + agents,
              play,
              number,
              card,
              agents);
        }
      }
    }
  }

  private static void checkStatus(
      String which, RandomPlay play, int number, AgentCard card, JsonNode agents) {
    String status = status(agents, card.name());
    if (card.endsTurn()) {
      assertThat(status).as(which).isIn("DONE", "FAILED", "SKIPPED");
    }
    boolean concerned =
        card.intents().isEmpty()
            || (status(agents, Agents.INTENT).equals("DONE")
                && card.intents().contains(Intent.GENERATE_ARTICLE.name()));
    boolean mustSkip = !concerned || (!card.proceeds() && isUpstream(card, agents, "SKIPPED"));
    boolean mustFail = !card.proceeds() && isUpstream(card, agents, "FAILED");
    boolean asked = play.asked.contains(number + card.name());
    if (!concerned) {
      assertThat(status).as(which).isEqualTo("SKIPPED");
    } else if (card.trigger() == Trigger.RESULT && (mustSkip || mustFail)) {
      // It may have got the result before the gateway gave it up.
      assertThat(status).as(which).isIn("DONE", "SKIPPED", "FAILED");
    } else if (mustSkip || mustFail) {
      assertThat(status).as(which).isIn(mustSkip ? "SKIPPED" : "", mustFail ? "FAILED" : "");
    } else if (OVER.contains(status)) {
      assertThat(status).as(which).isIn("DONE", "FAILED");
      assertThat(asked).as(which).isEqualTo(card.trigger() == Trigger.REQUEST);
    }
    if (status.equals("SKIPPED")) {
      assertThat(mustSkip).as(which).isTrue();
      assertThat(asked).as(which).isFalse();
    }
  }

  private static boolean isUpstream(AgentCard card, JsonNode agents, String status) {
    return card.after().stream().anyMatch(name -> status(agents, name).equals(status));
  }

  private static String status(JsonNode agents, String name) {
    return agents.path(name).path("status").asString("");
  }

  /** Where agents are shown whose turn is over. */
  private static void checkLateResults(String which, RandomPlay play) {
    for (Frame frame : play.conversation.frames) {
      String agent = Json.of(frame).path("subagentRunId").asString("");
      if (agent.isEmpty() || agent.startsWith(frame.runId() + "/")) {
        continue;
      }
      String runId = agent.substring(0, agent.indexOf('/'));
      AgentCard card = play.card(RandomPlay.number(runId), agent.substring(runId.length() + 1));
      assertThat(card.endsTurn()).as("%s: %s", which, frame).isFalse();
      if (isTurn(play, frame.runId())) {
        assertThat(card.whenLate()).as("%s: %s", which, frame).isEqualTo(WhenLate.SHOW);
      }
    }
  }

  private static boolean isTurn(RandomPlay play, @Nullable String runId) {
    return play.graphs.keySet().stream().map(Given::turnId).anyMatch(turn -> turn.equals(runId));
  }

  /** Those that clients see, and those that they would see again if the last turn was replaced. */
  private static Set<String> neededResults(Folding conversation) {
    Baseline now = new Stored(conversation.pieces::get, Folding.ID).baseline();
    Baseline before =
        io.quillmesh.gateway.conversation.agui.Json.fromBytes(
                Objects.requireNonNull(conversation.pieces.get(Keys.before(Folding.ID))),
                BeforeTurn.class)
            .baseline();
    Set<String> keys = new HashSet<>();
    for (Baseline baseline : List.of(now, before)) {
      if (baseline.results() != null) {
        baseline.results().all().forEach(it -> keys.add(Keys.result(Folding.ID, it)));
      }
    }
    return keys;
  }

  /** Nothing is left that somebody waits for, and who comes now sees what the others see. */
  private static void checkRest(String which, Folding conversation) {
    assertThat(conversation.wakeUp).as(which).isInstanceOf(Effects.WakeUp.Never.class);
    assertThat(conversation.pieces.keySet())
        .as(which)
        .noneMatch(key -> key.contains("/n/") || key.contains("/t/") || key.startsWith("!turn"));
    JsonNode seen = Json.state(conversation.frames);
    assertThat(Json.state(conversation.look(null))).as(which).isEqualTo(seen);
    assertThat(conversation.pieces.keySet().stream().filter(key -> key.contains("/o/")))
        .as(which)
        .containsExactlyInAnyOrderElementsOf(neededResults(conversation));
    seen.path("agents")
        .properties()
        .forEach(agent ->
            assertThat(OVER).as(which).contains(agent.getValue().get("status").asString()));
  }
}
