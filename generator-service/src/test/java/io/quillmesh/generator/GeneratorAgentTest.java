package io.quillmesh.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quillmesh.agent.AgentException;
import io.quillmesh.agent.FailureCode;
import io.quillmesh.agent.prompt.PromptTemplates;
import io.quillmesh.agent.testing.FakeAgentContext;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.Article;
import io.quillmesh.schemas.ArticleOutcome;
import io.quillmesh.schemas.ArticleResult;
import io.quillmesh.schemas.ArticleWritten;
import io.quillmesh.schemas.Author;
import io.quillmesh.schemas.Budgets;
import io.quillmesh.schemas.ContextItem;
import io.quillmesh.schemas.EventIds;
import io.quillmesh.schemas.Intent;
import io.quillmesh.schemas.IntentRecognized;
import io.quillmesh.schemas.Recognition;
import io.quillmesh.schemas.Slots;
import io.quillmesh.schemas.Turn;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class GeneratorAgentTest {
  private static final Slots NO_SLOTS = Slots.newBuilder().build();
  private static final Slots ABOUT_LONDON = Slots.newBuilder().setTopic("伦敦").build();

  private final FakeAgentContext context = new FakeAgentContext(Agents.GENERATOR, "t1");
  private final GeneratorAgent agent =
      new GeneratorAgent(
          PromptTemplates.fromClassPath().load("generator"),
          PromptTemplates.fromClassPath().load("passage"));

  @Test
  void aFirstArticleIsWritten() {
    // Given
    context.answer("# 伦敦游记\n\n雾。\n");

    // When
    ArticleWritten event =
        agent.perform(
            request(turn("zh", "帮我写一篇伦敦游记").build(), Intent.GENERATE_ARTICLE, ABOUT_LONDON),
            context);

    // Then
    ArticleResult result = event.getResult();
    assertThat(result.getOutcome()).isEqualTo(ArticleOutcome.WRITTEN);
    assertThat(result.getArticle())
        .isEqualTo(new Article(1, "伦敦游记", "# 伦敦游记\n\n雾。\n", Author.AGENT, false));
    assertThat(result.getStreamId()).isEqualTo("stream-1");
    assertThat(result.getRecognition().getIntent()).isEqualTo(Intent.GENERATE_ARTICLE);
    assertThat(event.getEventId()).isEqualTo(EventIds.of("t1", Agents.GENERATOR));
    assertThat(event.getConversationId()).isEqualTo("c1");
    assertThat(event.getTurnId()).isEqualTo("t1");
    assertThat(event.getCall().getAttempts()).isOne();
    JsonNode data = context.data();
    assertThat(data.at("/context/0/value").asString()).isEqualTo("a map");
    assertThat(data.path("task").asString()).isEqualTo("WRITE");
    assertThat(data.path("intent").asString()).isEqualTo("GENERATE_ARTICLE");
    assertThat(data.path("slots").path("topic").asString()).isEqualTo("伦敦");
    assertThat(data.hasNonNull("article")).isFalse();
  }

  @Test
  void anArticleIsRevised() {
    // Given
    Turn turn =
        turn("en", "Make it non-realist")
            .setArticle(new Article(3, "London", "# London\n\nFog.", Author.PERSON, false))
            .setDecisions(List.of("The topic is London"))
            .build();
    context.answer("# London, dreaming\n\nThe fog has a key.");

    // When
    ArticleResult result =
        agent
            .perform(
                request(
                    turn, Intent.CHANGE_STYLE, Slots.newBuilder().setMood("non-realist").build()),
                context)
            .getResult();

    // Then
    assertThat(result.getOutcome()).isEqualTo(ArticleOutcome.REVISED);
    assertThat(result.getArticle())
        .isEqualTo(
            new Article(
                4,
                "London, dreaming",
                "# London, dreaming\n\nThe fog has a key.",
                Author.AGENT,
                false));
    JsonNode data = context.data();
    assertThat(data.path("task").asString()).isEqualTo("REVISE");
    assertThat(data.path("article").path("markdown").asString()).isEqualTo("# London\n\nFog.");
    assertThat(data.path("slots").path("mood").asString()).isEqualTo("non-realist");
    assertThat(data.path("decisions").path(0).asString()).isEqualTo("The topic is London");
  }

  @Test
  void aNewArticleOwesNothingToTheOldOne() {
    // Given
    Turn turn = turn("en", "Now one about Rome").setArticle(article()).build();
    context.answer("# Rome");

    // When
    ArticleResult result =
        agent.perform(request(turn, Intent.GENERATE_ARTICLE, ABOUT_LONDON), context).getResult();

    // Then
    assertThat(result.getOutcome()).isEqualTo(ArticleOutcome.WRITTEN);
    assertThat(result.getArticle()).extracting(Article::getVersion).isEqualTo(2);
    assertThat(context.data().hasNonNull("article")).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      value = Intent.class,
      names = {"UNKNOWN", "ASK_ABOUT_ARTICLE", "ASK_CAPABILITIES", "SMALL_TALK", "OTHER"})
  void otherIntentsLeaveTheArticleAndAskNoModel(Intent intent) {
    Turn turn = turn("en", "Thanks!").setArticle(article()).build();

    assertUnchanged(agent.perform(request(turn, intent, ABOUT_LONDON), context));
  }

  @ParameterizedTest
  @EnumSource(
      value = Intent.class,
      names = {"REVISE_CONTENT", "CHANGE_STYLE", "CHANGE_LENGTH", "TRANSLATE", "CHOOSE_TEMPLATE"})
  void withoutAnArticleARevisionWithATopicIsANewArticle(Intent intent) {
    context.answer("# 伦敦");

    ArticleResult result =
        agent
            .perform(request(turn("zh", "短一点").build(), intent, ABOUT_LONDON), context)
            .getResult();

    assertThat(result.getOutcome()).isEqualTo(ArticleOutcome.WRITTEN);
    assertThat(context.data().path("task").asString()).isEqualTo("WRITE");
  }

  @ParameterizedTest
  @EnumSource(
      value = Intent.class,
      names = {"REVISE_CONTENT", "CHANGE_STYLE", "CHANGE_LENGTH", "TRANSLATE", "CHOOSE_TEMPLATE"})
  void withoutAnArticleOrATopicThereIsNothingToDo(Intent intent) {
    assertUnchanged(
        agent.perform(request(turn("en", "Shorter").build(), intent, NO_SLOTS), context));
  }

  @Test
  void aTemplateMayComeBeforeTheArticle() {
    // Given
    Turn turn =
        turn("en", "Use the diary template").setDecisions(List.of("The topic is London")).build();
    context.answer("# London");

    // When
    ArticleResult result =
        agent.perform(request(turn, Intent.CHOOSE_TEMPLATE, NO_SLOTS), context).getResult();

    // Then
    assertThat(result.getOutcome()).isEqualTo(ArticleOutcome.WRITTEN);
  }

  @Test
  void anEmptyAnswerIsNoArticle() {
    context.answer("\n ");

    assertFails("nothing");
  }

  @Test
  void anArticleHasALimit() {
    context.answer("# T\n" + "雾".repeat(Budgets.ARTICLE / 3));

    assertFails("204800");
  }

  private void assertFails(String message) {
    IntentRecognized request =
        request(turn("en", "Write").build(), Intent.GENERATE_ARTICLE, ABOUT_LONDON);
    assertThatThrownBy(() -> agent.perform(request, context))
        .isInstanceOfSatisfying(
            AgentException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.MODEL_ANSWER_INVALID))
        .hasMessageContaining(message);
  }

  private void assertUnchanged(ArticleWritten event) {
    assertThat(context.requests()).isEmpty();
    assertThat(event.getResult().getOutcome()).isEqualTo(ArticleOutcome.UNCHANGED);
    assertThat(event.getResult().getArticle()).isNull();
    assertThat(event.getResult().getStreamId()).isEmpty();
    assertThat(event.getCall().getAttempts()).isZero();
  }

  private static IntentRecognized request(Turn turn, Intent intent, Slots slots) {
    return IntentRecognized.newBuilder()
        .setTurn(turn)
        .setRecognition(Recognition.newBuilder().setIntent(intent).setSlots(slots).build())
        .build();
  }

  private static Turn.Builder turn(String language, String message) {
    return Turn.newBuilder()
        .setConversationId("c1")
        .setTurnId("t1")
        .setLanguage(language)
        .setClientContext(List.of(new ContextItem("the page", "a map")))
        .setMessage(message);
  }

  private static Article article() {
    return new Article(1, "London", "# London", Author.AGENT, false);
  }
}
