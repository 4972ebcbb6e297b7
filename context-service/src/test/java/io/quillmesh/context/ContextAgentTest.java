package io.quillmesh.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.quillmesh.agent.prompt.PromptTemplates;
import io.quillmesh.agent.testing.FakeAgentContext;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.Analysis;
import io.quillmesh.schemas.Article;
import io.quillmesh.schemas.ContextAnalyzed;
import io.quillmesh.schemas.ContextItem;
import io.quillmesh.schemas.Entity;
import io.quillmesh.schemas.EventIds;
import io.quillmesh.schemas.Need;
import io.quillmesh.schemas.Relation;
import io.quillmesh.schemas.Selection;
import io.quillmesh.schemas.Turn;
import io.quillmesh.schemas.TurnStarted;
import io.quillmesh.writing.Capability;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ContextAgentTest {
  private final FakeAgentContext context = new FakeAgentContext(Agents.CONTEXT, "t1");
  private final ContextAgent agent =
      new ContextAgent(PromptTemplates.fromClassPath().load("context", "summary-characters"));

  @Test
  void aChineseConversationIsAnalysed() {
    // Given
    context.answer(
        """
        {"summary": "用户想要一篇伦敦游记。",
         "needs": [{"need": "篇幅短", "score": 40}, {"need": "伦敦游记", "score": 250}, {"need": " ", "score": 1}],
         "decisions": ["主题是伦敦", " 主题是伦敦 "],
         "entities": [{"id": "place:伦敦", "name": "伦敦", "type": "place"},
                      {"id": "place:泰晤士河", "name": "泰晤士河", "type": "Place"}],
         "relations": [{"from": "place:泰晤士河", "type": "located_in", "to": "place:伦敦"},
                       {"from": "place:泰晤士河", "type": "located_in", "to": "place:巴黎"}],
         "capabilities": ["artistic-mood", "read-minds", "template"]}\
        """);

    // When
    ContextAnalyzed event = agent.perform(started(turn("zh", "帮我写一篇伦敦游记").build()), context);

    // Then
    Analysis analysis = event.getAnalysis();
    assertThat(event.getEventId()).isEqualTo(EventIds.of("t1", Agents.CONTEXT));
    assertThat(event.getTurn().getTurnId()).isEqualTo("t1");
    assertThat(analysis.getSummary()).isEqualTo("用户想要一篇伦敦游记。");
    assertThat(analysis.getNeeds())
        .extracting(Need::getNeed, Need::getScore)
        .containsExactly(tuple("伦敦游记", 100), tuple("篇幅短", 40));
    assertThat(analysis.getDecisions()).containsExactly("主题是伦敦");
    assertThat(analysis.getEntities())
        .extracting(Entity::getId)
        .containsExactly("place:伦敦", "place:泰晤士河");
    assertThat(analysis.getRelations())
        .containsExactly(new Relation("place:泰晤士河", "located_in", "place:伦敦"));
    assertThat(analysis.getUndiscoveredCapabilities())
        .startsWith("artistic-mood", "template")
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(
            Capability.undiscovered(List.of("generate-article")).stream()
                .map(Capability::id)
                .toList());
  }

  @Test
  void anEnglishTurnTravelsAsData() {
    // Given
    Turn turn =
        turn("en", "Shorter, please")
            .setSummary("A travelogue about London")
            .setDecisions(List.of("The topic is London"))
            .setEntities(List.of(new Entity("place:london", "London", "place")))
            .setArticle(
                Article.newBuilder().setTitle("London").setMarkdown("x".repeat(5_000)).build())
            .build();
    context.answer(
        """
        {"summary": "s", "needs": [], "decisions": [], "entities": [], "relations": [],
         "capabilities": []}\
        """);

    // When
    agent.perform(started(turn), context);

    // Then
    JsonNode data = context.data();
    assertThat(data.at("/context/0/value").asString()).isEqualTo("a map");
    assertThat(data.at("/selection/text").asString()).isEqualTo("fog.");
    assertThat(data.path("summary").asString()).isEqualTo("A travelogue about London");
    assertThat(data.path("decisions").path(0).asString()).isEqualTo("The topic is London");
    assertThat(data.path("entities").path(0).path("id").asString()).isEqualTo("place:london");
    assertThat(data.path("article").path("opening").asString()).hasSize(1_000);
    assertThat(data.path("capabilities").path(0).path("id").asString()).isEqualTo("revise-content");
    assertThat(data.path("capabilities").path(0).path("what").asString())
        .isEqualTo(Capability.REVISE_CONTENT.what("en"));
  }

  private static Turn.Builder turn(String language, String message) {
    return Turn.newBuilder()
        .setConversationId("c1")
        .setTurnId("t1")
        .setLanguage(language)
        .setSelection(new Selection(1, 4, 8, "fog."))
        .setClientContext(List.of(new ContextItem("the page", "a map")))
        .setMessage(message)
        .setCapabilitiesUsed(List.of("generate-article"));
  }

  private static TurnStarted started(Turn turn) {
    return TurnStarted.newBuilder().setTurn(turn).build();
  }
}
