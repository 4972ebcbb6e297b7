package io.quillmesh.gateway.conversation.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.schemas.AgentRequested;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.Finding;
import io.quillmesh.schemas.Phase;
import io.quillmesh.schemas.Topics;
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
  void aDeclaredAgentThatWaitsForNobodyIsAskedAtTheStart() {
    Folding conversation =
        new Folding(Folding.settings(Cards.withBuiltIn(Cards.card("fact-sheet"))));

    conversation.apply(Given.submit(1));

    AgentRequested request = conversation.emitted(Topics.REQUESTS).getFirst();
    assertThat(request.getAgent()).isEqualTo("fact-sheet");
    assertThat(request.getTurn()).isEqualTo(conversation.lastTurn().getTurn());
    assertThat(request.getFindings()).isEmpty();
  }

  @Test
  void aDeclaredAgentIsToldWhatAllKindsOfAgentsFound() {
    // Given
    Folding conversation =
        new Folding(
            Folding.settings(
                Cards.withBuiltIn(
                    Cards.card("fact-sheet"),
                    Cards.card("judge", Agents.REPLY, Agents.PHASE, "fact-sheet"))));
    conversation.apply(Given.submit(1), Given.result(1, "fact-sheet", "{\"facts\":[]}"));

    // When
    conversation.apply(Given.rest(1));

    // Then
    AgentRequested request = conversation.emitted(Topics.REQUESTS).getLast();
    assertThat(request.getAgent()).isEqualTo("judge");
    assertThat(request.getFindings().get(0).getReply()).isEqualTo(Given.REPLY);
    assertThat(request.getFindings().get(1).getPhase()).isEqualTo(Phase.DRAFTING);
    assertThat(request.getFindings().get(1).getChoices()).hasSize(1);
    assertThat(request.getFindings().get(2).getAnswer()).isEqualTo("{\"facts\":[]}");
  }

  private List<AgentRequested> requests() {
    return conversation.emitted(Topics.REQUESTS);
  }
}
