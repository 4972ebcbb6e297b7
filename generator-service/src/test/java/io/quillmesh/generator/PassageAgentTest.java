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
import io.quillmesh.schemas.Author;
import io.quillmesh.schemas.Budgets;
import io.quillmesh.schemas.Intent;
import io.quillmesh.schemas.IntentRecognized;
import io.quillmesh.schemas.Recognition;
import io.quillmesh.schemas.Selection;
import io.quillmesh.schemas.Slots;
import io.quillmesh.schemas.Turn;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PassageAgentTest {
  private static final String FOG = "The fog lay on the river since dawn.";
  private static final String ARTICLE =
      "# London\n\nWe came to the bridge at noon. "
          + FOG
          + " Then it rained for an hour. 🌧\r\n\n## 雾\n\n早上雾很大，看不清对岸。 \n";

  private final FakeAgentContext context = new FakeAgentContext(Agents.GENERATOR, "t1");
  private final GeneratorAgent agent =
      new GeneratorAgent(
          PromptTemplates.fromClassPath().load("generator"),
          PromptTemplates.fromClassPath().load("passage"));

  @ParameterizedTest
  @CsvSource({
    FOG + ",The fog lifted.",
    "早上雾很大，看不清对岸。,晨雾漫过河面。",
    "🌧,☔️",
    "# London,# Londres",
  })
  void onlyThePassageChanges(String passage, String written) {
    // Given
    context.answer(written);

    // When
    ArticleResult result = perform(passage);

    // Then
    assertThat(result.getOutcome()).isEqualTo(ArticleOutcome.REVISED);
    assertThat(result.getStreamId()).isEqualTo("stream-1");
    assertThat(markdown(result)).isEqualTo(ARTICLE.replace(passage, written));
    assertThat(article(result).getVersion()).isEqualTo(4);
    assertThat(article(result).getAuthor()).isEqualTo(Author.AGENT);
  }

  @Test
  void theModelSeesThePassageAndWhatIsAroundIt() {
    // Given
    context.answer("The fog lifted.");

    // When
    perform(" " + FOG + " ");

    // Then
    JsonNode data = context.data();
    assertThat(data.path("task").asString()).isEqualTo("PASSAGE");
    assertThat(data.path("passage").asString()).isEqualTo(FOG);
    assertThat(data.path("before").asString()).endsWith("at noon.");
    assertThat(data.path("after").asString()).startsWith("Then it rained");
    assertThat(data.at("/article/title").asString()).isEqualTo("A title of somebody");
    assertThat(data.at("/article/markdown").isMissingNode()).isTrue();
    assertThat(data.has("mistake")).isFalse();
  }

  @Test
  void ofALongArticleTheModelSeesTheNeighbourhood() {
    // Given a distance at which a character would be cut
    String far = "🌧".repeat(3_000);
    context.answer("now");

    // When
    perform(far + "!", "then", "?" + far, Intent.REVISE_CONTENT);

    // Then
    JsonNode data = context.data();
    assertThat(data.path("before").asString()).hasSize(1_999).startsWith("🌧").endsWith("🌧!");
    assertThat(data.path("after").asString()).hasSize(1_999).startsWith("?🌧").endsWith("🌧");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "new",
        "new\n",
        "\n\nnew\n",
        "  new \n\n",
        "```\nnew\n```",
        "```markdown\nnew\n\n```\n"
      })
  void theEdgesAreThePassagesOwn(String written) {
    context.answer(written);

    ArticleResult result = perform("a.", "\n\n  old\u3000\n", "b", Intent.REVISE_CONTENT);

    assertThat(markdown(result)).isEqualTo("a.\n\n  new\u3000\nb");
  }

  @Test
  void aGapKeepsItsDistanceOnBothSides() {
    context.answer("new");

    assertThat(markdown(perform("a", "\n\n", "b", Intent.REVISE_CONTENT)))
        .isEqualTo("a\n\nnew\n\nb");
  }

  @Test
  void codeThatWasAskedForStaysInItsFence() {
    context.answer("```\nnew\n```");

    ArticleResult result = perform("a\n", "```\nold\n```", "\nb", Intent.REVISE_CONTENT);

    assertThat(markdown(result)).isEqualTo("a\n```\nnew\n```\nb");
  }

  @Test
  void aPassageMayGo() {
    context.answer("\n[[NOTHING]]\n");

    assertThat(markdown(perform(" " + FOG))).isEqualTo(ARTICLE.replace(" " + FOG, ""));
  }

  @Test
  void notAllOfTheArticleMayGo() {
    context.answer("[[NOTHING]]");

    assertFails("delete the text in the editor", "", ARTICLE, "");
  }

  @Test
  void whatTheModelLeavesAsItWasIsNoVersion() {
    context.answer(FOG + "\n");

    ArticleResult result = perform(FOG);

    assertThat(result.getOutcome()).isEqualTo(ArticleOutcome.UNCHANGED);
    assertThat(result.getArticle()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Here is the new passage:\n\nThe fog lifted.",
        "以下是改写后的段落：\n晨雾漫过河面。",
        "# London\n\nThe fog lifted.",
        "We came to the bridge at noon. The fog lifted.",
        "The fog lifted. Then it rained for an hour. 🌧",
        "The fog lifted.\n```\nI hope this helps.",
        "[[NOTHING]], for it is gone.",
        ARTICLE
      })
  void aPlainMistakeIsPointedOutOnce(String wrong) {
    // Given
    context.answer(wrong).answer("The fog lifted.");

    // When
    ArticleResult result = perform(FOG);

    // Then
    assertThat(markdown(result)).isEqualTo(ARTICLE.replace(FOG, "The fog lifted."));
    assertThat(result.getStreamId()).isEqualTo("stream-2");
    JsonNode again = JsonMapper.builder().build().readTree(context.requests().getLast().document());
    assertThat(again.path("mistake").asString()).isNotBlank();
    assertThat(again.path("passage").asString()).isEqualTo(FOG);
  }

  @Test
  void aMistakeThatIsMadeAgainIsAFailure() {
    context.answer(ARTICLE).answer(ARTICLE);

    assertFails("the passage alone", ARTICLE.substring(0, 10), FOG, ARTICLE.substring(10));
  }

  @Test
  void anEmptyAnswerIsNoPassage() {
    context.answer("``` \n```");

    assertFails("nothing", "a", "b", "c");
  }

  @Test
  void halfAPassageIsNone() {
    context.answer("The fog").cutTexts();

    assertFails("cut", "a", "b", "c");
  }

  @Test
  void theArticleHasALimit() {
    context.answer("雾".repeat(5_000));

    assertFails("204800", "雾".repeat(Budgets.ARTICLE / 3 - 4_000), "b", "c");
  }

  @Test
  void aSelectionOfAnotherTextIsRefused() {
    Turn turn = turn("a", "b", "c").setSelection(new Selection(3, 1, 2, "x")).build();

    assertThatThrownBy(() -> agent.perform(request(turn, Intent.REVISE_CONTENT), context))
        .isInstanceOfSatisfying(
            AgentException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.INTERNAL));
    assertThat(context.requests()).isEmpty();
  }

  @Test
  void theTitleChangesWithTheTextThatItComesFrom() {
    context.answer("The fog lifted.").answer("# Londres");

    assertThat(article(perform(FOG)).getTitle()).isEqualTo("A title of somebody");
    assertThat(article(perform("# London")).getTitle()).isEqualTo("Londres");
  }

  @Test
  void anArticleWhoseEndIsMissingLacksItStill() {
    // Given
    Turn turn =
        turn("a", "b", "c").setArticle(new Article(3, "T", "abc", Author.AGENT, true)).build();
    context.answer("x");

    // When
    ArticleResult result = agent.perform(request(turn, Intent.REVISE_CONTENT), context).getResult();

    // Then
    assertThat(article(result).getUnfinished()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = Intent.class,
      names = {"UNKNOWN", "ASK_ABOUT_ARTICLE", "ASK_CAPABILITIES", "SMALL_TALK"})
  void aQuestionLeavesTheArticleAndAsksNoModel(Intent intent) {
    ArticleResult result = perform("a", "b", "c", intent);

    assertThat(result.getOutcome()).isEqualTo(ArticleOutcome.UNCHANGED);
    assertThat(context.requests()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Intent.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"UNKNOWN", "ASK_ABOUT_ARTICLE", "ASK_CAPABILITIES", "SMALL_TALK"})
  void whateverElseIsAskedForOnlyThePassageChanges(Intent intent) {
    context.answer("x");

    assertThat(markdown(perform("a", "b", "c", intent))).isEqualTo("axc");
  }

  private ArticleResult perform(String passage) {
    int start = ARTICLE.indexOf(passage);
    return perform(
        ARTICLE.substring(0, start),
        passage,
        ARTICLE.substring(start + passage.length()),
        Intent.REVISE_CONTENT);
  }

  private ArticleResult perform(String before, String passage, String after, Intent intent) {
    return agent
        .perform(request(turn(before, passage, after).build(), intent), context)
        .getResult();
  }

  private void assertFails(String message, String before, String passage, String after) {
    assertThatThrownBy(() -> perform(before, passage, after, Intent.REVISE_CONTENT))
        .isInstanceOfSatisfying(
            AgentException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.MODEL_ANSWER_INVALID))
        .hasMessageContaining(message);
  }

  private static String markdown(ArticleResult result) {
    return article(result).getMarkdown();
  }

  private static Article article(ArticleResult result) {
    return Objects.requireNonNull(result.getArticle());
  }

  private static Turn.Builder turn(String before, String passage, String after) {
    return Turn.newBuilder()
        .setConversationId("c1")
        .setTurnId("t1")
        .setMessage("Make it better")
        .setDecisions(List.of("The topic is London"))
        .setArticle(
            new Article(3, "A title of somebody", before + passage + after, Author.PERSON, false))
        .setSelection(
            new Selection(3, before.length(), before.length() + passage.length(), passage));
  }

  private static IntentRecognized request(Turn turn, Intent intent) {
    return IntentRecognized.newBuilder()
        .setTurn(turn)
        .setRecognition(
            Recognition.newBuilder().setIntent(intent).setSlots(Slots.newBuilder().build()).build())
        .build();
  }
}
