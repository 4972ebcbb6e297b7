package io.quillmesh.gateway.conversation.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quillmesh.gateway.conversation.Frame;
import io.quillmesh.gateway.conversation.effects.Effects;
import io.quillmesh.gateway.conversation.effects.UnfitRecordException;
import io.quillmesh.gateway.conversation.graph.AgentGraph;
import io.quillmesh.schemas.AgentRequested;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.Topics;
import io.quillmesh.schemas.WhenLate;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Agents that a turn's end does not wait for. */
class EndedTurnsTest {
  private static final String TITLES = "{\"titles\":[\"Fog\"]}";

  private AgentGraph graph =
      Cards.withBuiltIn(
          Cards.late(Cards.card("dropped"), WhenLate.DROP),
          Cards.late(Cards.text(Cards.card("shown")), WhenLate.SHOW));
  private final Folding conversation = new Folding(Folding.settings(() -> graph));

  @Test
  void aResultBeforeTheEndIsShownInTheTurn() {
    // When
    conversation.apply(Given.submit(1));
    assertThat(subagents()).doesNotContain("dropped");
    assertThat(conversation.status("dropped")).isEqualTo("WORKING");
    conversation.apply(Given.result(1, "dropped", TITLES), Given.result(1, "shown", "\"雾\""));
    conversation.apply(Given.rest(1));

    // Then
    assertThat(conversation.types()).endsWith("RUN_FINISHED");
    assertThat(subagents()).contains("dropped", "shown");
    assertThat(Json.text(conversation.frames, Given.turnId(1) + "/shown")).isEqualTo("雾");
    assertThat(conversation.wakeUp).isEqualTo(new Effects.WakeUp.Never());
    Legality.check(conversation.frames);
  }

  @Test
  void theTurnEndsWithoutThem() {
    conversation.apply(Given.wholeTurn(1));

    assertThat(conversation.types()).endsWith("RUN_FINISHED");
    assertThat(conversation.status("dropped")).isEqualTo("WORKING");
    assertThat(conversation.cancelled()).isEmpty();
    assertThat(conversation.wakeUp).isInstanceOf(Effects.WakeUp.At.class);
    Legality.check(conversation.frames);
  }

  @Test
  void aLateResultIsAShortRun() {
    // Given
    conversation.apply(Given.wholeTurn(1));
    int before = conversation.frames.size();
    conversation.movesToEpoch("epoch2");

    // When
    conversation.apply(Given.result(1, "dropped", TITLES), Given.result(1, "dropped", TITLES));

    // Then
    List<Frame> run = conversation.frames.subList(before, conversation.frames.size());
    assertThat(Json.types(run))
        .containsExactly(
            "RUN_STARTED", "SUBAGENT_STARTED", "STATE_DELTA", "SUBAGENT_FINISHED", "RUN_FINISHED");
    assertThat(run).allMatch(frame -> !Given.turnId(1).equals(frame.runId()));
    assertThat(run.get(1).json()).contains("\"" + Given.turnId(1) + "/dropped\"");
    assertThat(run.getLast().json()).contains("\"model\":\"offline-dropped\"");
    assertThat(conversation.state().at("/results/dropped")).hasToString(TITLES);
    assertThat(conversation.status("dropped")).isEqualTo("DONE");
    assertThat(conversation.status("shown")).isEqualTo("WORKING");
    conversation.checkClients();
  }

  @Test
  void aLateTextComesWholeAndIsKept() {
    // Given
    conversation.apply(Given.wholeTurn(1));
    int before = conversation.frames.size();

    // When
    conversation.apply(Given.chunk(1, "shown", 0, 5), Given.result(1, "shown", "\"雾\""));

    // Then
    List<Frame> run = conversation.frames.subList(before, conversation.frames.size());
    assertThat(Json.types(run))
        .containsExactly(
            "RUN_STARTED",
            "SUBAGENT_STARTED",
            "STATE_DELTA",
            "TEXT_MESSAGE_START",
            "TEXT_MESSAGE_CONTENT",
            "TEXT_MESSAGE_END",
            "SUBAGENT_FINISHED",
            "RUN_FINISHED");
    JsonNode last = Json.of(conversation.look(null).getLast()).at("/messages");
    assertThat(last.valueStream().filter(it -> it.path("name").asString("").equals("shown")))
        .singleElement()
        .satisfies(it -> assertThat(it.get("content").asString()).isEqualTo("雾"));
    conversation.checkClients();
  }

  @Test
  void duringANewerTurnItIsDroppedOrShownAsItsCardSays() {
    // Given
    conversation.apply(Given.wholeTurn(1));
    conversation.apply(Given.submit(2));
    int before = conversation.frames.size();

    // When
    conversation.apply(Given.result(1, "dropped", TITLES));
    assertThat(conversation.frames).hasSize(before);
    conversation.apply(Given.result(1, "shown", "\"雾\""));

    // Then
    List<Frame> shown = conversation.frames.subList(before, conversation.frames.size());
    assertThat(shown).isNotEmpty().allMatch(frame -> Given.turnId(2).equals(frame.runId()));
    assertThat(shown.getFirst().json()).contains("\"" + Given.turnId(1) + "/shown\"");
    assertThat(conversation.state().at("/results/shown").asString()).isEqualTo("雾");
    assertThat(conversation.state().at("/results").has("dropped")).isFalse();
    conversation.apply(Given.rest(2));
    conversation.apply(Given.result(2, "dropped", TITLES), Given.result(2, "shown", "\"云\""));
    assertThat(conversation.state().at("/results/shown").asString()).isEqualTo("云");
    conversation.checkClients();
  }

  @Test
  void anOlderResultDoesNotReplaceANewerOne() {
    // Given
    conversation.apply(Given.wholeTurn(1));
    conversation.apply(Given.submit(2), Given.result(2, "shown", "\"云\""));

    // When
    conversation.apply(Given.result(1, "shown", "\"雾\""));

    // Then
    assertThat(conversation.state().at("/results/shown").asString()).isEqualTo("云");
  }

  @Test
  void oneThatWaitsForAnotherIsAskedAfterTheEndWithTheTurnAsItWas() {
    // Given
    graph =
        Cards.withBuiltIn(
            Cards.late(Cards.card("first", Agents.REPLY), WhenLate.SHOW),
            Cards.late(Cards.card("second", Agents.REPLY, "first"), WhenLate.SHOW));
    conversation.apply(Given.wholeTurn(1));
    conversation.apply(Given.submit(2));

    // When
    conversation.apply(Given.result(1, "first", TITLES));

    // Then
    AgentRequested request = conversation.emitted(Topics.REQUESTS).getLast();
    assertThat(request.getAgent()).isEqualTo("second");
    assertThat(request.getTurn())
        .isEqualTo(conversation.emitted(Topics.TURNS).getFirst().getTurn());
    assertThat(request.getFindings().getFirst().getReply()).isEqualTo(Given.REPLY);
    assertThat(request.getFindings().getLast().getAnswer()).isEqualTo(TITLES);
    conversation.apply(Given.result(1, "second", "{}"));
    assertThat(conversation.pieces.keySet())
        .noneMatch(key -> key.contains("/t/") || key.contains(Given.turnId(1) + "/second"));
  }

  @Test
  void oneThatIsSilentFails() {
    // Given
    conversation.apply(Given.wholeTurn(1));
    conversation.movesToEpoch("epoch2");

    // When
    conversation.pass(Cards.DEADLINE);

    // Then
    assertThat(conversation.status("dropped")).isEqualTo("FAILED");
    assertThat(conversation.emitted(Topics.FAILURES))
        .extracting(failed -> failed.getFailure().getAgent())
        .containsExactly("dropped", "shown");
    assertThat(conversation.cancelled()).containsExactly("DEADLINE");
    assertThat(conversation.wakeUp).isEqualTo(new Effects.WakeUp.Never());
    conversation.checkClients();
  }

  @Test
  void oneThatFailsIsShownAsFailed() {
    conversation.apply(Given.wholeTurn(1));

    conversation.apply(Given.failure(1, "dropped"));

    assertThat(conversation.types())
        .endsWith(
            "RUN_STARTED", "SUBAGENT_STARTED", "STATE_DELTA", "SUBAGENT_ERROR", "RUN_FINISHED");
    assertThat(conversation.status("dropped")).isEqualTo("FAILED");
    conversation.checkClients();
  }

  @Test
  void aStrangerIsRefusedThere() {
    conversation.apply(Given.wholeTurn(1));

    assertThatExceptionOfType(UnfitRecordException.class)
        .isThrownBy(() -> conversation.apply(Given.result(1, "stranger", "{}")));
  }

  private List<String> subagents() {
    return conversation.frames.stream()
        .filter(frame -> frame.type().equals("SUBAGENT_STARTED"))
        .map(frame -> Json.of(frame).get("name").asString())
        .toList();
  }
}
