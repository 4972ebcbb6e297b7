package io.quillmesh.gateway.conversation.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.gateway.conversation.effects.FoldSettings;
import io.quillmesh.gateway.conversation.graph.AgentGraph;
import io.quillmesh.schemas.AgentFailed;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.Topics;
import io.quillmesh.schemas.TurnCancelled;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
  private final Folding conversation = new Folding();

  @Test
  void aSilentIntentAgentFailsAndSoDoesWhoWaitsForIt() {
    // Given
    conversation.apply(Given.submit(1), Given.context(1), Given.phase(1));

    // When
    conversation.pass(Folding.deadline(Agents.INTENT));

    // Then
    assertThat(failures()).containsExactly("intent DEADLINE_EXCEEDED", "generator UPSTREAM_FAILED");
    assertThat(conversation.emitted(Topics.FAILURES).getFirst().getTurn().getMessage())
        .isEqualTo("Help me write a travelogue about London");
    conversation.apply(Given.reply(1));
    assertThat(conversation.types()).endsWith("RUN_FINISHED");
    Legality.check(conversation.frames);
  }

  @Test
  void whenAllAreSilentTheTurnEndsInAnErrorAndTheNextOneWorks() {
    // Given
    conversation.apply(Given.submit(1), Given.submit(2));

    // When
    conversation.pass(Folding.deadline(Agents.INTENT));
    conversation.pass(Folding.deadline(Agents.REPLY));

    // Then
    assertThat(conversation.framesOf(Given.turnId(1)).getLast().json())
        .contains("RUN_ERROR", "DEADLINE_EXCEEDED");
    assertThat(conversation.lastTurn().getTurn().getTurnId()).isEqualTo(Given.turnId(2));
  }

  @Test
  void aTurnThatIsTooLongAsAWholeEndsAndItsAgentsStop() {
    // Given a turn whose agents each take nearly all their time
    conversation.apply(Given.submit(1));
    conversation.pass(Duration.ofSeconds(59));
    conversation.apply(Given.intent(1), Given.context(1), Given.phase(1));
    conversation.pass(Duration.ofSeconds(170));
    conversation.apply(Given.chunk(1, Agents.GENERATOR, 0, 10));
    FoldSettings settings = Folding.SETTINGS;

    // When
    conversation.pass(settings.turn());

    // Then
    assertThat(conversation.types()).endsWith("RUN_ERROR");
    assertThat(conversation.emitted(Topics.CANCELLATIONS))
        .extracting(TurnCancelled::getReason)
        .containsExactly("DEADLINE");
    Legality.check(conversation.frames);
  }

  @Test
  void deadlinesGoOnWhereAnotherTakesOver() {
    // Given
    conversation.apply(Given.submit(1));
    conversation.pass(Duration.ofSeconds(40));

    // When
    conversation.movesToEpoch("epoch2");
    conversation.pass(Duration.ofSeconds(20));

    // Then
    assertThat(failures()).hasSize(4);
  }

  @Test
  void aDeadlineIsTheOneThatIsSetNow() {
    // Given
    conversation.apply(Given.submit(1));

    // When a gateway goes on with it that was started with longer ones
    conversation.movesTo(Folding.settings(AgentGraph.builtIn(_ -> Duration.ofMinutes(5))));
    conversation.pass(Folding.deadline(Agents.INTENT));

    // Then
    assertThat(failures()).isEmpty();
  }

  @Test
  void aResultAfterTheDeadlineIsLate() {
    // Given
    conversation.apply(Given.submit(1));
    conversation.pass(Folding.deadline(Agents.INTENT));
    int shown = conversation.frames.size();

    // When
    conversation.apply(Given.intent(1), Given.article(1), Given.chunk(1, Agents.GENERATOR, 0, 10));

    // Then
    assertThat(conversation.frames).hasSize(shown);
  }

  @Test
  void ownFailuresThatComeBackAreRepeats() {
    // Given
    conversation.apply(Given.submit(1));
    conversation.pass(Folding.deadline(Agents.INTENT));
    int shown = conversation.frames.size();

    // When
    conversation.emitted(Topics.FAILURES).forEach(it -> conversation.apply(new Input.Failure(it)));

    // Then
    assertThat(conversation.frames).hasSize(shown);
  }

  @Test
  void whatTheContextAgentFoundIsNotWaitedForWhenItFailed() {
    // When
    conversation.apply(Given.submit(1), Given.failure(1, Agents.CONTEXT));

    // Then
    assertThat(failures()).containsExactly("phase UPSTREAM_FAILED");
    assertThat(conversation.frames)
        .anySatisfy(
            it -> assertThat(it.json()).contains("SUBAGENT_ERROR", "/context", "MODEL_TIMEOUT"));
  }

  private List<String> failures() {
    return conversation.emitted(Topics.FAILURES).stream()
        .map(AgentFailed::getFailure)
        .map(it -> it.getAgent() + " " + it.getCode())
        .toList();
  }
}
