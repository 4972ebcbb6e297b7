package io.quillmesh.gateway.conversation.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.gateway.conversation.Frame;
import io.quillmesh.gateway.conversation.agui.AgUiOracle;
import io.quillmesh.gateway.conversation.graph.AgentCard;
import io.quillmesh.schemas.Agents;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterleavingsTest {
  private static final Interleavings TURN =
      Interleavings.of(
          List.of(Given.intent(1)),
          List.of(Given.context(1)),
          List.of(Given.article(1)),
          List.of(Given.reply(1)),
          List.of(Given.phase(1)),
          List.of(
              Given.chunk(1, Agents.GENERATOR, 0, 10),
              Given.chunk(1, Agents.GENERATOR, 10, 1000),
              Given.chunk(1, Agents.REPLY, 0, 12)));

  @Test
  void everyOrderLeadsToTheSameConversation() {
    // Given
    Folding reference = started();
    reference.apply(Given.wholeTurn(1));

    // When
    int orders =
        TURN.forEach(
            started(),
            order -> {
              // Then
              Legality.check(order.frames);
              assertThat(atRest(order)).isEqualTo(atRest(reference));
              assertThat(Json.text(order.frames, Given.turnId(1) + "/article"))
                  .isEqualTo(Given.ARTICLE);
              assertThat(Json.text(order.frames, Given.turnId(1) + "/reply"))
                  .isEqualTo(Given.REPLY);
              assertThat(Json.state(order.frames)).isEqualTo(Json.state(reference.frames));
            });
    assertThat(orders).isEqualTo(6_720);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {Agents.INTENT, Agents.CONTEXT, Agents.GENERATOR, Agents.REPLY, Agents.PHASE})
  void everyOrderEndsWhenAnAgentFails(String failing) {
    // Given
    Interleavings turn = failing(failing);
    Set<Object> states = new HashSet<>();

    // When
    turn.forEach(
        started(),
        order -> {
          // Then
          Legality.check(order.frames);
          states.add(Json.state(order.look(null)));
          assertThat(order.types().getLast())
              .isEqualTo(failing.equals(Agents.REPLY) ? "RUN_ERROR" : "RUN_FINISHED");
        });
    assertThat(states).hasSize(1);
  }

  /** The records of a turn in which one agent fails: those that wait for it send nothing. */
  private static Interleavings failing(String agent) {
    List<Input> chunks = new ArrayList<>();
    if (!agent.equals(Agents.INTENT)) {
      chunks.add(Given.chunk(1, Agents.GENERATOR, 0, 10));
    }
    chunks.add(Given.chunk(1, Agents.REPLY, 0, 12));
    return Interleavings.of(
        List.of(Given.failure(1, agent)),
        agent.equals(Agents.INTENT) ? List.of() : List.of(Given.intent(1)),
        agent.equals(Agents.CONTEXT) ? List.of() : List.of(Given.context(1)),
        agent.equals(Agents.INTENT) || agent.equals(Agents.GENERATOR)
            ? List.of()
            : List.of(Given.article(1)),
        agent.equals(Agents.CONTEXT) || agent.equals(Agents.PHASE)
            ? List.of()
            : List.of(Given.phase(1)),
        agent.equals(Agents.REPLY) ? List.of() : List.of(Given.reply(1)),
        chunks);
  }

  @Test
  void repeatsChangeNoOrder() {
    // Given
    Folding reference = started();
    reference.apply(Given.wholeTurn(1));
    Random random = new Random(7);

    for (int i = 0; i < 300; i++) {
      // When each record comes again, at once or later
      List<Input> order = new ArrayList<>(TURN.any(random));
      for (Input repeat : List.copyOf(order)) {
        int first = order.indexOf(repeat);
        order.add(first + 1 + random.nextInt(order.size() - first), repeat);
      }
      Folding folding = started();
      order.forEach(folding::apply);

      // Then
      Legality.check(folding.frames);
      assertThat(atRest(folding)).isEqualTo(atRest(reference));
    }
  }

  @Test
  void agUiAcceptsWhatClientsAreSent() throws Exception {
    AgUiOracle oracle = new AgUiOracle();
    Random random = new Random(11);

    for (int i = 0; i < 60; i++) {
      oracle.stream("turn " + i, folded(TURN.any(random)));
    }
    for (AgentCard card : Folding.SETTINGS.agents().get().cards()) {
      for (int i = 0; i < 10; i++) {
        String agent = card.name();
        oracle.stream(agent + " fails " + i, folded(failing(agent).any(random)));
      }
    }

    oracle.verify();
  }

  private static List<Frame> folded(List<Input> order) {
    Folding folding = started();
    List<Frame> frames = new ArrayList<>(folding.look(null).subList(0, 2));
    order.forEach(folding::apply);
    frames.addAll(folding.frames);
    frames.addAll(folding.look(null));
    return frames;
  }

  /** The turn has begun, and the client has its first frames. */
  private static Folding started() {
    Folding folding = new Folding();
    folding.apply(Given.claim(), Given.submit(1));
    return folding;
  }

  /** What is kept when the turn is over, without the numbers of its frames. */
  private static List<String> atRest(Folding folding) {
    List<String> kept = new ArrayList<>();
    folding
        .readable()
        .forEach((key, value) -> {
          if (!key.contains("/f/") && !key.endsWith("/progress")) {
            kept.add(key + " " + value);
          }
        });
    Collections.sort(kept);
    return kept;
  }
}
