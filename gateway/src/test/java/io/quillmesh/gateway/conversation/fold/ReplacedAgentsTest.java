package io.quillmesh.gateway.conversation.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.gateway.conversation.Frame;
import io.quillmesh.gateway.conversation.effects.Effects;
import io.quillmesh.gateway.conversation.graph.AgentGraph;
import io.quillmesh.schemas.WhenLate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Declared agents whose turn is replaced: what they answer late, and what they have answered. */
class ReplacedAgentsTest {
  private final AgentGraph graph =
      Cards.withBuiltIn(
          Cards.card("titles"), Cards.late(Cards.text(Cards.card("shown")), WhenLate.SHOW));
  private final Folding conversation = new Folding(Folding.settings(graph));

  @Test
  void aLateAnswerOfTheReplacedTurnIsNotShown() {
    // Given
    turn(1);
    assertThat(conversation.wakeUp).isInstanceOf(Effects.WakeUp.At.class);

    // When
    conversation.apply(ReplacingTest.replacing(2, "Again", 1));
    int shown = conversation.frames.size();
    conversation.apply(Given.result(1, "shown", "\"late\""), Given.failure(1, "shown"));

    // Then
    assertThat(conversation.cancelled()).containsExactly("REPLACED");
    assertThat(conversation.frames).hasSize(shown);
    conversation.apply(Given.result(2, "titles", "2"), Given.result(2, "shown", "\"new\""));
    conversation.apply(Given.rest(2));
    assertThat(results()).isEqualTo("{\"titles\":2,\"shown\":\"new\"}");
    conversation.checkClients();
    assertThat(conversation.wakeUp).isEqualTo(new Effects.WakeUp.Never());
  }

  @Test
  void whatWasAnsweredBeforeIsShownAgain() {
    // Given
    turn(1);
    conversation.apply(Given.result(1, "shown", "\"first\""));
    turn(2);
    conversation.apply(Given.result(2, "shown", "\"second\""));
    assertThat(results()).isEqualTo("{\"titles\":2,\"shown\":\"second\"}");

    // When
    conversation.apply(ReplacingTest.replacing(3, "Again", 2));

    // Then
    assertThat(results()).isEqualTo("{\"titles\":1,\"shown\":\"first\"}");
    assertThat(Json.state(conversation.look(null))).isEqualTo(conversation.state());
    assertThat(messages()).contains("first").doesNotContain("second");

    // When twice
    conversation.apply(Given.result(3, "titles", "3"));
    conversation.apply(Given.rest(3));
    conversation.apply(ReplacingTest.replacing(4, "Again", 3));

    // Then
    assertThat(results()).isEqualTo("{\"titles\":1,\"shown\":\"first\"}");
    conversation.apply(Given.result(4, "titles", "4"), Given.result(4, "shown", "\"fourth\""));
    conversation.apply(Given.rest(4));
    conversation.checkClients();
    assertThat(results()).isEqualTo("{\"titles\":4,\"shown\":\"fourth\"}");
  }

  /** It belongs to the turn before, and came while the replaced one ran. */
  @Test
  void anAnswerOfAnEarlierTurnStays() {
    // Given
    turn(1);
    conversation.apply(Given.submit(2), Given.result(1, "shown", "\"first\""));
    conversation.apply(Given.result(2, "titles", "2"));
    conversation.apply(Given.rest(2));

    // When
    conversation.apply(ReplacingTest.replacing(3, "Again", 2));

    // Then
    assertThat(results()).isEqualTo("{\"titles\":1,\"shown\":\"first\"}");
    assertThat(messages()).contains("first");
    assertThat(Json.state(conversation.look(null))).isEqualTo(conversation.state());
  }

  /** Results are kept as long as somebody may see them, and no longer. */
  @Test
  void noResultIsKeptThatNobodyCanSee() {
    // When
    for (int number = 1; number <= 6; number++) {
      conversation.apply(
          number % 2 == 0
              ? ReplacingTest.replacing(number, "Again", number - 1)
              : Given.submit(number));
      conversation.apply(Given.result(number, "titles", Integer.toString(number)));
      conversation.apply(Given.result(number, "shown", "\"s\""));
      conversation.apply(Given.rest(number));
    }

    // Then
    assertThat(conversation.pieces.keySet().stream().filter(key -> key.contains("/o/")).toList())
        .hasSize(4);
  }

  private void turn(int number) {
    conversation.apply(Given.submit(number));
    conversation.apply(Given.result(number, "titles", Integer.toString(number)));
    conversation.apply(Given.rest(number));
  }

  private String results() {
    return conversation.state().get("results").toString();
  }

  private String messages() {
    List<Frame> seen = conversation.look(null);
    return seen.get(1).json();
  }
}
