package io.quillmesh.gateway.conversation.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.gateway.conversation.graph.AgentCard;
import io.quillmesh.gateway.conversation.graph.AgentCard.OnUpstreamFailure;
import io.quillmesh.gateway.conversation.graph.AgentCard.Trigger;
import io.quillmesh.gateway.conversation.graph.AgentGraph;
import io.quillmesh.schemas.AgentRequested;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.Finding;
import io.quillmesh.schemas.Topics;
import io.quillmesh.schemas.TurnCancelled;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The requests that the gateway sends to agents. */
class RequestsTest {
  private static final Finding ANALYSIS =
      Finding.newBuilder()
          .setAgent(Agents.CONTEXT)
          .setAnalysis(((Input.Context) Given.context(1)).event().getAnalysis())
          .build();
  private static final Finding ARTICLE =
      Finding.newBuilder()
          .setAgent(Agents.GENERATOR)
          .setArticle(((Input.Article) Given.article(1)).event().getResult())
          .build();

  private final Folding conversation = new Folding();

  @ParameterizedTest
  @MethodSource("orders")
  void theReplyIsAskedForWithWhatWasFound(Input first, Input second) {
    // When
    conversation.apply(Given.submit(1), Given.intent(1), first);
    assertThat(requests()).isEmpty();
    conversation.movesToEpoch("epoch2");
    conversation.apply(second);

    // Then
    AgentRequested request = requests().getFirst();
    assertThat(requests()).hasSize(1);
    assertThat(request.getAgent()).isEqualTo(Agents.REPLY);
    assertThat(request.getTurn()).isEqualTo(conversation.lastTurn().getTurn());
    assertThat(request.getFindings()).containsExactly(ANALYSIS, ARTICLE);
  }

  static Stream<Arguments> orders() {
    return Stream.of(
        Arguments.of(Given.context(1), Given.article(1)),
        Arguments.of(Given.article(1), Given.context(1)));
  }

  @Test
  void itIsToldOfFailures() {
    // When the intent agent fails, and the context agent says nothing
    conversation.apply(Given.submit(1), Given.failure(1, Agents.INTENT));
    conversation.pass(Folding.deadline(Agents.CONTEXT));

    // Then
    assertThat(requests().getFirst().getFindings())
        .extracting(Finding::getFailure)
        .extracting(String::valueOf)
        .satisfiesExactly(
            context -> assertThat(context).contains("context", "DEADLINE_EXCEEDED"),
            generator -> assertThat(generator).contains("generator", "UPSTREAM_FAILED"));
  }

  @Test
  void nobodyIsAskedInATurnThatWasStopped() {
    conversation.apply(Given.submit(1), Given.intent(1), Given.context(1), Given.abort(1));

    conversation.apply(Given.article(1));

    assertThat(requests()).isEmpty();
    assertThat(conversation.pieces.keySet()).noneMatch(key -> key.contains("/n/"));
  }

  @Test
  void theEndOfATurnStopsThoseThatItDoesNotWaitFor() {
    // Given
    AgentGraph graph =
        new AgentGraph(List.of(card(Agents.INTENT, true), card("title-suggester", false)));
    Folding conversation = new Folding(Folding.settings(graph));
    conversation.apply(Given.submit(1));

    // When
    conversation.apply(Given.intent(1));

    // Then
    assertThat(conversation.types()).endsWith("RUN_FINISHED");
    assertThat(Json.state(conversation.frames).at("/agents/title-suggester/status").asString())
        .isEqualTo("CANCELLED");
    assertThat(conversation.emitted(Topics.CANCELLATIONS))
        .extracting(TurnCancelled::getReason)
        .containsExactly("ENDED");
    Legality.check(conversation.frames);
  }

  private List<AgentRequested> requests() {
    return conversation.emitted(Topics.REQUESTS);
  }

  private static AgentCard card(String name, boolean endsTurn) {
    return new AgentCard(
        name, List.of(), OnUpstreamFailure.FAIL, Trigger.TURN, Duration.ofMinutes(1), endsTurn);
  }
}
