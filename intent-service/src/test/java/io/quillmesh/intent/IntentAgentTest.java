package io.quillmesh.intent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.quillmesh.agent.AgentException;
import io.quillmesh.agent.FailureCode;
import io.quillmesh.agent.prompt.PromptTemplates;
import io.quillmesh.agent.testing.FakeAgentContext;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.Article;
import io.quillmesh.schemas.Choice;
import io.quillmesh.schemas.ContextItem;
import io.quillmesh.schemas.EventIds;
import io.quillmesh.schemas.HistoryMessage;
import io.quillmesh.schemas.Intent;
import io.quillmesh.schemas.IntentRecognized;
import io.quillmesh.schemas.Phase;
import io.quillmesh.schemas.Recognition;
import io.quillmesh.schemas.Selection;
import io.quillmesh.schemas.Speaker;
import io.quillmesh.schemas.Turn;
import io.quillmesh.schemas.TurnStarted;
import io.quillmesh.writing.Capability;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class IntentAgentTest {
  private final FakeAgentContext context = new FakeAgentContext(Agents.INTENT, "t1");
  private final IntentAgent agent = new IntentAgent(PromptTemplates.fromClassPath().load("intent"));

  @Test
  void aChineseMessageIsRecognised() {
    // Given
    context.answer(answer("GENERATE_ARTICLE", 0.98, "\"伦敦\"", "\"游记\"", "null", "null"));

    // When
    IntentRecognized event = agent.perform(started(turn("zh", "帮我写一篇伦敦游记").build()), context);

    // Then
    Recognition recognition = event.getRecognition();
    assertThat(recognition.getIntent()).isEqualTo(Intent.GENERATE_ARTICLE);
    assertThat(recognition.getConfidence()).isCloseTo(0.98, within(1e-9));
    assertThat(recognition.getSlots().getTopic()).isEqualTo("伦敦");
    assertThat(recognition.getSlots().getMood()).isNull();
    assertThat(recognition.getCapabilities()).contains("generate-article");
    assertThat(event.getEventId()).isEqualTo(EventIds.of("t1", Agents.INTENT));
    assertThat(event.getOccurredAt()).isEqualTo(FakeAgentContext.NOW);
    assertThat(event.getTurn().getMessage()).isEqualTo("帮我写一篇伦敦游记");
    assertThat(event.getCall().getAttempts()).isOne();
  }

  @Test
  void anEnglishMessageIsRecognisedByWhatWasSaidAndShown() {
    // Given
    Turn turn =
        turn("en", "make it dreamlike")
            .setPhase(Phase.REVISING)
            .setHistory(
                List.of(
                    new HistoryMessage(Speaker.PERSON, "Write about London", 1L),
                    new HistoryMessage(Speaker.ASSISTANT, "Here it is", 1L)))
            .setArticle(
                Article.newBuilder().setTitle("London").setMarkdown("# London\n\nA fog.").build())
            .setChoices(List.of(choice(Intent.CHOOSE_TEMPLATE, "Diary")))
            .build();
    context.answer(answer("CHANGE_STYLE", 0.9, "null", "null", "\"dreamlike\"", "null"));

    // When
    Recognition recognition = agent.perform(started(turn), context).getRecognition();

    // Then
    assertThat(recognition.getCapabilities()).containsExactly("artistic-mood");
    JsonNode data = context.data();
    assertThat(data.at("/context/0/value").asString()).isEqualTo("a map");
    assertThat(data.path("message").asString()).isEqualTo("make it dreamlike");
    assertThat(data.path("language").asString()).isEqualTo("en");
    assertThat(data.path("phase").asString()).isEqualTo("REVISING");
    assertThat(data.path("history").path(1).path("role").asString()).isEqualTo("assistant");
    assertThat(data.path("article").path("size").path("count").asInt()).isEqualTo(3);
    assertThat(data.path("article").path("size").path("unit").asString()).isEqualTo("words");
    assertThat(data.path("choices").path(0).path("label").asString()).isEqualTo("label");
  }

  @Test
  void aPressedChoiceNeedsNoModel() {
    // Given
    Turn turn = turn("zh", "请使用「日记体」模板").setChoice(choice(Intent.CHOOSE_TEMPLATE, "日记体")).build();

    // When
    IntentRecognized event = agent.perform(started(turn), context);

    // Then
    assertThat(context.requests()).isEmpty();
    assertThat(event.getRecognition().getIntent()).isEqualTo(Intent.CHOOSE_TEMPLATE);
    assertThat(event.getRecognition().getConfidence()).isEqualTo(1.0);
    assertThat(event.getRecognition().getSlots().getTemplate()).isEqualTo("日记体");
    assertThat(event.getRecognition().getCapabilities()).containsExactly("template");
    assertThat(event.getCall().getAttempts()).isZero();
    assertThat(event.getCall().getModel()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "GENERATE_ARTICLE, REVISE_CONTENT",
    "CHOOSE_TEMPLATE, REVISE_CONTENT",
    "CONTINUE_ARTICLE, REVISE_CONTENT",
    "OTHER, REVISE_CONTENT",
    "REVISE_CONTENT, REVISE_CONTENT",
    "CHANGE_STYLE, CHANGE_STYLE",
    "CHANGE_LENGTH, CHANGE_LENGTH",
    "TRANSLATE, TRANSLATE",
    "ASK_ABOUT_ARTICLE, ASK_ABOUT_ARTICLE",
    "ASK_CAPABILITIES, ASK_CAPABILITIES",
    "SMALL_TALK, SMALL_TALK"
  })
  void aPassageCannotBecomeANewArticle(Intent said, Intent taken) {
    // Given
    Turn turn = turn("en", "Do it").setSelection(new Selection(1, 4, 8, "fog.")).build();
    context.answer(answer(said.name(), 0.9, "null", "null", "null", "\"0.5x\""));

    // When
    Recognition recognition = agent.perform(started(turn), context).getRecognition();

    // Then
    assertThat(recognition.getIntent()).isEqualTo(taken);
    assertThat(recognition.getSlots().getLength()).isEqualTo("0.5x");
    assertThat(recognition.getCapabilities())
        .isEqualTo(Capability.idsUsedBy(taken, recognition.getSlots()));
    assertThat(context.data().at("/selection/text").asString()).isEqualTo("fog.");
  }

  @ParameterizedTest
  @CsvSource({"CHOOSE_TEMPLATE", "UNKNOWN"})
  void noButtonMakesAnArticleOfAPassage(Intent pressed) {
    Turn turn =
        turn("en", "Do it")
            .setSelection(new Selection(1, 4, 8, "fog."))
            .setChoice(choice(pressed, "Diary"))
            .build();
    context.answer(answer("OTHER", 0.5, "null", "null", "null", "null"));

    assertThat(agent.perform(started(turn), context).getRecognition().getIntent())
        .isEqualTo(Intent.REVISE_CONTENT);
  }

  @Test
  void aChoiceOfANewerBuildIsReadByTheModel() {
    // Given
    Turn turn = turn("en", "Do it").setChoice(choice(Intent.UNKNOWN, null)).build();
    context.answer(answer("OTHER", 0.5, "null", "null", "null", "null"));

    // When
    Recognition recognition = agent.perform(started(turn), context).getRecognition();

    // Then
    assertThat(recognition.getIntent()).isEqualTo(Intent.OTHER);
  }

  @Test
  void anIntentThatIsNoneIsRefused() {
    context.answer(answer("ORDER_PIZZA", 1, "null", "null", "null", "null"));

    assertThatThrownBy(() -> agent.perform(started(turn("en", "Pizza").build()), context))
        .isInstanceOfSatisfying(
            AgentException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.MODEL_ANSWER_INVALID));
  }

  private static String answer(
      String intent, double confidence, String topic, String style, String mood, String length) {
    return """
    {"intent": "%s", "confidence": %s, "slots": {"topic": %s, "style": %s, "mood": %s,
     "length": %s, "language": null, "template": null}}\
    """
        .formatted(intent, confidence, topic, style, mood, length);
  }

  private static Choice choice(Intent intent, @Nullable String template) {
    return new Choice("t0/1", "label", "message", intent, template);
  }

  private static Turn.Builder turn(String language, String message) {
    return Turn.newBuilder()
        .setConversationId("c1")
        .setTurnId("t1")
        .setLanguage(language)
        .setClientContext(List.of(new ContextItem("the page", "a map")))
        .setMessage(message);
  }

  private static TurnStarted started(Turn turn) {
    return TurnStarted.newBuilder().setTurn(turn).build();
  }
}
