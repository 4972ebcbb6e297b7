package io.quillmesh.gateway.conversation.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.gateway.conversation.effects.Effects;
import io.quillmesh.gateway.conversation.graph.AgentGraph;
import io.quillmesh.schemas.EraseConversation;
import io.quillmesh.schemas.Topics;
import io.quillmesh.schemas.WhenBusy;
import io.quillmesh.schemas.WhenLate;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When agents stop that a turn's end does not wait for. */
class StoppedAgentsTest {
  private static final String TITLES = "{\"titles\":[\"Fog\"]}";

  private static final AgentGraph GRAPH =
      Cards.withBuiltIn(
          Cards.late(Cards.card("dropped"), WhenLate.DROP),
          Cards.late(Cards.text(Cards.card("shown")), WhenLate.SHOW));
  private final Folding conversation = new Folding(Folding.settings(GRAPH));

  @Test
  void whenOnlyAgentsAreLeftWhoseResultsWouldBeDroppedTheyAreStopped() {
    // Given
    conversation.apply(Given.wholeTurn(1));
    conversation.apply(Given.result(1, "shown", "\"雾\""));
    assertThat(conversation.cancelled()).isEmpty();

    // When
    conversation.apply(Given.submit(2));

    // Then
    assertThat(conversation.cancelled()).containsExactly("ENDED");
  }

  @Test
  void stoppingATurnThatHasEndedStopsThem() {
    // Given
    conversation.apply(Given.wholeTurn(1));

    // When
    conversation.apply(Given.abort(1));

    // Then
    assertThat(conversation.cancelled()).containsExactly("CLIENT_ABORT");
    assertThat(conversation.status("dropped")).isEqualTo("CANCELLED");
    int shown = conversation.frames.size();
    conversation.apply(Given.result(1, "dropped", TITLES));
    assertThat(conversation.frames).hasSize(shown);
    conversation.checkClients();
  }

  @Test
  void stoppingOrErasingStopsThoseOfAllTurns() {
    // Given
    conversation.apply(Given.wholeTurn(1));
    conversation.apply(Given.submit(2));
    Folding erased = conversation.copy();

    // When
    conversation.apply(Given.abort(2));
    erased.apply(Given.command(new EraseConversation("")));

    // Then
    assertThat(conversation.cancelled()).containsExactly("CLIENT_ABORT", "CLIENT_ABORT");
    assertThat(erased.cancelled()).containsExactly("ERASED", "ERASED");
    assertThat(erased.pieces.keySet()).allMatch(key -> key.endsWith("/header"));
    assertThat(erased.wakeUp).isEqualTo(new Effects.WakeUp.Never());
    conversation.checkClients();
  }

  @Test
  void anInterruptedTurnsAgentsStop() {
    conversation.apply(Given.submit(1), Given.submit(2, WhenBusy.INTERRUPT));

    assertThat(conversation.cancelled()).containsExactly("INTERRUPTED");
    Legality.check(List.copyOf(conversation.framesOf(Given.turnId(1))));
  }

  @Test
  void atMostFourTurnsAreKept() {
    // When
    for (int number = 1; number <= 5; number++) {
      conversation.apply(Given.wholeTurn(number));
      conversation.apply(Given.result(number, "dropped", TITLES));
    }

    // Then
    assertThat(conversation.emitted(Topics.CANCELLATIONS))
        .extracting(cancelled -> cancelled.getTurnId())
        .containsExactly(Given.turnId(1));
    int shown = conversation.frames.size();
    conversation.apply(Given.result(1, "shown", "\"雾\""));
    assertThat(conversation.frames).hasSize(shown);
    conversation.checkClients();
  }

  @Test
  void aTurnThatTakesTooLongStopsThemToo() {
    // Given
    conversation.apply(Given.submit(1), Given.intent(1), Given.context(1), Given.phase(1));

    // When
    conversation.pass(Folding.SETTINGS.turn().plus(Duration.ofSeconds(1)));

    // Then
    assertThat(conversation.status("dropped")).isEqualTo("FAILED");
    assertThat(conversation.cancelled()).containsExactly("DEADLINE");
    conversation.checkClients();
  }
}
