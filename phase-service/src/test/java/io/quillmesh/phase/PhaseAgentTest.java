package io.quillmesh.phase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quillmesh.agent.AgentException;
import io.quillmesh.agent.FailureCode;
import io.quillmesh.agent.prompt.PromptTemplates;
import io.quillmesh.agent.testing.FakeAgentContext;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.Analysis;
import io.quillmesh.schemas.Article;
import io.quillmesh.schemas.Author;
import io.quillmesh.schemas.Choice;
import io.quillmesh.schemas.ContextAnalyzed;
import io.quillmesh.schemas.ContextItem;
import io.quillmesh.schemas.EventIds;
import io.quillmesh.schemas.Intent;
import io.quillmesh.schemas.Need;
import io.quillmesh.schemas.Phase;
import io.quillmesh.schemas.PhaseDecided;
import io.quillmesh.schemas.Selection;
import io.quillmesh.schemas.Turn;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PhaseAgentTest {
  private final FakeAgentContext context = new FakeAgentContext(Agents.PHASE, "t1");
  private final PhaseAgent agent = new PhaseAgent(PromptTemplates.fromClassPath().load("phase"));

  @Test
  void templatesAreOfferedInChinese() {
    // Given
    context.answer(
        """
        {"phase": "CHOOSING_TEMPLATE", "choices": [
          {"label": "日记体", "message": "请使用「日记体」模板", "intent": "CHOOSE_TEMPLATE", "template": "日记体"},
          {"label": "书信体", "message": "请使用「书信体」模板", "intent": "CHOOSE_TEMPLATE", "template": " 书信体 "}]}\
        """);

    // When
    PhaseDecided event = agent.perform(analyzed(turn("zh", "帮我写一篇伦敦游记").build()), context);

    // Then
    assertThat(event.getPhase()).isEqualTo(Phase.CHOOSING_TEMPLATE);
    assertThat(event.getChoices())
        .containsExactly(
            new Choice("t1/1", "日记体", "请使用「日记体」模板", Intent.CHOOSE_TEMPLATE, "日记体"),
            new Choice("t1/2", "书信体", "请使用「书信体」模板", Intent.CHOOSE_TEMPLATE, "书信体"));
    assertThat(event.getEventId()).isEqualTo(EventIds.of("t1", Agents.PHASE));
    assertThat(event.getConversationId()).isEqualTo("c1");
    assertThat(event.getTurnId()).isEqualTo("t1");
  }

  @Test
  void anEnglishTurnTravelsAsData() {
    // Given
    Turn turn =
        turn("en", "Shorter")
            .setPhase(Phase.REVISING)
            .setArticle(new Article(1, "London", "# London", Author.AGENT, false))
            .build();
    context.answer("{\"phase\": \"REVISING\", \"choices\": []}");

    // When
    PhaseDecided event = agent.perform(analyzed(turn), context);

    // Then
    assertThat(event.getChoices()).isEmpty();
    JsonNode data = context.data();
    assertThat(data.at("/context/0/value").asString()).isEqualTo("a map");
    assertThat(data.at("/selection/text").asString()).isEqualTo("fog.");
    assertThat(data.path("message").asString()).isEqualTo("Shorter");
    assertThat(data.path("phase").asString()).isEqualTo("REVISING");
    assertThat(data.path("summary").asString()).isEqualTo("A travelogue about London");
    assertThat(data.path("needs").path(0).path("score").asInt()).isEqualTo(80);
    assertThat(data.path("decisions").path(0).asString()).isEqualTo("The topic is London");
    assertThat(data.path("article").path("title").asString()).isEqualTo("London");
  }

  @Test
  void buttonsThatMeanNothingAreLeftOutAndFiveAreEnough() {
    // Given
    StringBuilder choices = new StringBuilder();
    choices.append(offer(" ", "blank label", "OTHER", "null")).append(',');
    choices.append(offer("blank message", "", "OTHER", "null")).append(',');
    choices.append(offer("no template", "Use it", "CHOOSE_TEMPLATE", "null")).append(',');
    choices.append(offer("twice", "Shorter", "CHANGE_LENGTH", "\"ignored\"")).append(',');
    choices.append(offer("twice ", "Shorter", "CHANGE_LENGTH", "null")).append(',');
    for (int n = 1; n <= 6; n++) {
      choices
          .append(offer("more " + n, "Longer", "CHANGE_LENGTH", "null"))
          .append(n < 6 ? "," : "");
    }
    context.answer("{\"phase\": \"REVISING\", \"choices\": [" + choices + "]}");

    // When
    List<Choice> offered = agent.perform(analyzed(turn("en", "Hm").build()), context).getChoices();

    // Then
    assertThat(offered)
        .extracting(Choice::getLabel)
        .containsExactly("twice", "more 1", "more 2", "more 3", "more 4");
    assertThat(offered)
        .extracting(Choice::getId)
        .containsExactly("t1/1", "t1/2", "t1/3", "t1/4", "t1/5");
    assertThat(offered).extracting(Choice::getTemplate).containsOnlyNulls();
  }

  @Test
  void aPhaseThatIsNoneIsRefused() {
    context.answer("{\"phase\": \"DAYDREAMING\", \"choices\": []}");

    assertThatThrownBy(() -> agent.perform(analyzed(turn("en", "Hm").build()), context))
        .isInstanceOfSatisfying(
            AgentException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.MODEL_ANSWER_INVALID));
  }

  private static String offer(String label, String message, String intent, String template) {
    return "{\"label\": \"%s\", \"message\": \"%s\", \"intent\": \"%s\", \"template\": %s}"
        .formatted(label, message, intent, template);
  }

  private static ContextAnalyzed analyzed(Turn turn) {
    return ContextAnalyzed.newBuilder()
        .setTurn(turn)
        .setAnalysis(
            Analysis.newBuilder()
                .setSummary("A travelogue about London")
                .setNeeds(List.of(new Need("a travelogue", 80)))
                .setDecisions(List.of("The topic is London"))
                .build())
        .build();
  }

  private static Turn.Builder turn(String language, String message) {
    return Turn.newBuilder()
        .setConversationId("c1")
        .setTurnId("t1")
        .setLanguage(language)
        .setSelection(new Selection(1, 4, 8, "fog."))
        .setClientContext(List.of(new ContextItem("the page", "a map")))
        .setMessage(message);
  }
}
