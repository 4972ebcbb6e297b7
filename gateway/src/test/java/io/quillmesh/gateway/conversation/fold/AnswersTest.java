package io.quillmesh.gateway.conversation.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quillmesh.gateway.conversation.Frame;
import io.quillmesh.gateway.conversation.effects.UnfitRecordException;
import io.quillmesh.gateway.conversation.graph.AgentCard;
import io.quillmesh.gateway.conversation.graph.AgentGraph;
import io.quillmesh.schemas.AgentRequested;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.EraseConversation;
import io.quillmesh.schemas.Intent;
import io.quillmesh.schemas.Topics;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Declared agents: their results, their texts, and turns that do not concern them. */
class AnswersTest {
  private static final String FACTS = "{\"facts\":[\"The Thames is 346 km long.\"]}";

  private AgentGraph graph =
      Cards.withBuiltIn(Cards.card("fact-sheet"), Cards.text(Cards.card("translator")));
  private final Folding conversation = new Folding(Folding.settings(() -> graph));

  @Test
  void aResultIsInTheSharedStateAndTheTurnWaitsForIt() {
    // Given
    conversation.apply(Given.wholeTurn(1));
    conversation.apply(Given.result(1, "translator", "\"伦敦\""));
    assertThat(conversation.types()).doesNotContain("RUN_FINISHED");

    // When
    conversation.apply(Given.result(1, "fact-sheet", FACTS));

    // Then
    assertThat(conversation.types()).endsWith("STATE_DELTA", "SUBAGENT_FINISHED", "RUN_FINISHED");
    assertThat(results()).hasToString("{\"translator\":\"伦敦\",\"fact-sheet\":" + FACTS + "}");
    assertThat(conversation.status("fact-sheet")).isEqualTo("DONE");
    Legality.check(conversation.frames);
  }

  @Test
  void whoComesLaterSeesTheResultsAndWhoComesInMidTurnThoseBeforeIt() {
    // Given
    whole(1, "{\"of\":1}");
    conversation.apply(Given.submit(2), Given.result(2, "fact-sheet", "{\"of\":2}"));

    // When
    List<Frame> inMidTurn = conversation.look(null);

    // Then
    assertThat(Json.state(inMidTurn.subList(0, 1)).at("/results/fact-sheet/of").asInt())
        .isEqualTo(1);
    assertThat(Json.state(inMidTurn)).isEqualTo(Json.state(conversation.frames));
    conversation.apply(Given.rest(2));
    conversation.apply(Given.failure(2, "translator"));
    assertThat(Json.state(conversation.look(null)).at("/results/fact-sheet/of").asInt())
        .isEqualTo(2);
  }

  @Test
  void aResultStaysUntilItsAgentAnswersAgain() {
    // Given
    whole(1, FACTS);

    // When
    conversation.apply(Given.wholeTurn(2));
    conversation.apply(Given.failure(2, "fact-sheet"), Given.failure(2, "translator"));

    // Then
    assertThat(results().get("fact-sheet")).hasToString(FACTS);
    assertThat(conversation.status("fact-sheet")).isEqualTo("FAILED");
  }

  @Test
  void resultsOfAgentsThatAreGoneGoAtTheEndOfTheNextTurn() {
    // Given
    whole(1, FACTS);

    // When
    graph = Cards.withBuiltIn(Cards.text(Cards.card("translator")));
    conversation.apply(Given.wholeTurn(2));
    assertThat(results().has("fact-sheet")).isTrue();
    conversation.apply(Given.failure(2, "translator"));

    // Then
    assertThat(results().propertyNames()).containsExactly("translator");
    conversation.checkClients();
    Legality.check(conversation.frames);

    // When the turn can't be replaced any more
    conversation.apply(Given.submit(3));

    // Then
    assertThat(conversation.pieces.keySet()).noneMatch(key -> key.contains("/o/fact-sheet"));
  }

  @Test
  void theOldestGoWhenTheyAreTooLargeTogether() {
    // Given five agents
    List<String> names = IntStream.range(0, 5).mapToObj(i -> "agent" + i).toList();
    graph = Cards.withBuiltIn(names.stream().map(Cards::card).toArray(AgentCard[]::new));
    String large = "\"%s\"".formatted("x".repeat(60 * 1024));

    // When
    conversation.apply(Given.submit(1));
    names.forEach(name -> conversation.apply(Given.result(1, name, large)));
    conversation.apply(Given.rest(1));

    // Then
    assertThat(results().propertyNames()).containsExactly("agent1", "agent2", "agent3", "agent4");
    conversation.checkClients();
    assertThat(conversation.pieces.keySet().stream().filter(key -> key.contains("/o/"))).hasSize(4);
  }

  @Test
  void nothingIsLeftOfThemInAnErasedConversation() {
    whole(1, FACTS);

    conversation.apply(Given.command(new EraseConversation("")));

    assertThat(conversation.pieces.keySet()).noneMatch(key -> key.contains("/o/"));
  }

  @Test
  void aTextIsStreamedUnderTheAgentsNameAndKept() {
    // When
    conversation.apply(Given.submit(1));
    conversation.apply(
        Given.chunk(1, "translator", Given.STREAM, 0, "伦"),
        Given.chunk(1, "translator", Given.STREAM, 1, "敦"));
    conversation.apply(Given.result(1, "translator", "\"伦敦, 雾\""));
    conversation.apply(Given.rest(1));
    conversation.apply(Given.result(1, "fact-sheet", FACTS));

    // Then
    String id = Given.turnId(1) + "/translator";
    assertThat(Json.text(conversation.frames, id)).isEqualTo("伦敦, 雾");
    assertThat(conversation.frames)
        .filteredOn(frame -> frame.json().contains("TEXT_MESSAGE_START"))
        .anySatisfy(frame ->
            assertThat(frame.json())
                .contains(
                    "\"messageId\":\"%s\"".formatted(id),
                    "\"role\":\"assistant\",\"name\":\"translator\"",
                    "\"subagentRunId\":\"%s\"".formatted(id)));
    JsonNode messages = Json.of(conversation.look(null).getLast()).get("messages");
    assertThat(messages.valueStream().filter(it -> it.path("id").asString().equals(id)))
        .singleElement()
        .satisfies(it -> {
          assertThat(it.get("content").asString()).isEqualTo("伦敦, 雾");
          assertThat(it.get("name").asString()).isEqualTo("translator");
        });
    Legality.check(conversation.frames);
  }

  @Test
  void whatWasSeenOfATextThatIsNeverCompletedIsKept() {
    // Given
    conversation.apply(Given.submit(1), Given.chunk(1, "translator", "s", 0, "伦敦"));

    // When
    conversation.apply(Given.failure(1, "translator"), Given.abort(1));

    // Then
    assertThat(conversation.look(null).getLast().json()).contains("\"content\":\"伦敦\"");
    Legality.check(conversation.frames);
  }

  @Test
  void agentsThatATurnDoesNotConcernAreSkippedAndSoAreThoseThatWaitForThem() {
    // Given
    graph =
        Cards.withBuiltIn(
            Cards.when(Cards.card("title-suggester"), Intent.GENERATE_ARTICLE),
            Cards.when(Cards.text(Cards.card("translator")), Intent.TRANSLATE),
            Cards.card("judge", "translator"),
            Cards.proceeding(Cards.card("narrator", "translator")));

    // When
    conversation.apply(Given.submit(1));
    assertThat(asked()).isEmpty();
    conversation.apply(Given.intent(1));

    // Then
    assertThat(asked()).containsExactly("title-suggester", "narrator");
    assertThat(conversation.status("translator")).isEqualTo("SKIPPED");
    assertThat(conversation.status("judge")).isEqualTo("SKIPPED");
    int shown = conversation.frames.size();
    conversation.apply(Given.chunk(1, "translator", "s", 0, "伦"));
    conversation.apply(Given.result(1, "translator", "\"伦敦\""), Given.failure(1, "judge"));
    assertThat(conversation.frames).hasSize(shown);
    conversation.apply(Given.result(1, "title-suggester", "{}"), Given.result(1, "narrator", "{}"));
    conversation.apply(Given.rest(1));
    assertThat(conversation.types()).endsWith("RUN_FINISHED");
    Legality.check(conversation.frames);
  }

  @Test
  void withoutAnIntentTheyAreSkippedToo() {
    graph = Cards.withBuiltIn(Cards.when(Cards.card("a", Agents.GENERATOR), Intent.TRANSLATE));

    conversation.apply(Given.submit(1), Given.failure(1, Agents.INTENT));

    assertThat(conversation.status("a")).isEqualTo("SKIPPED");
  }

  @ParameterizedTest
  @MethodSource("strangers")
  void whoDoesNotBelongToTheTurnIsRefused(Input stranger) {
    conversation.apply(Given.submit(1));
    var before = conversation.readable();

    assertThatExceptionOfType(UnfitRecordException.class)
        .isThrownBy(() -> conversation.apply(stranger))
        .satisfies(refused -> assertThat(refused.reason()).isEqualTo("NOT_ASKED"))
        .withMessageContaining("no agent stranger");
    assertThat(conversation.readable()).isEqualTo(before);
  }

  static Stream<Input> strangers() {
    return Stream.of(
        Given.result(1, "stranger", "{}"),
        Given.failure(1, "stranger"),
        Given.chunk(1, "stranger", "s", 0, "Look here"));
  }

  @Test
  void repeatsAndWhatIsLateAreNot() {
    // Given
    whole(1, FACTS);
    var before = conversation.readable();

    // When
    conversation.apply(strangers().toArray(Input[]::new));
    conversation.apply(Given.result(1, "fact-sheet", "{}"), Given.chunk(1, "translator", 0, 5));

    // Then
    assertThat(conversation.readable()).isEqualTo(before);
  }

  @Test
  void aTextThatIsNoneIsRefused() {
    conversation.apply(Given.submit(1));

    assertThatExceptionOfType(UnfitRecordException.class)
        .isThrownBy(() -> conversation.apply(Given.result(1, "translator", "{\"a\":1}")))
        .satisfies(refused -> assertThat(refused.reason()).isEqualTo("NOT_A_TEXT"));
  }

  private void whole(int number, String facts) {
    conversation.apply(Given.wholeTurn(number));
    conversation.apply(
        Given.result(number, "translator", "\"伦敦\""), Given.result(number, "fact-sheet", facts));
  }

  private JsonNode results() {
    return conversation.state().get("results");
  }

  private List<String> asked() {
    return conversation.emitted(Topics.REQUESTS).stream().map(AgentRequested::getAgent).toList();
  }
}
