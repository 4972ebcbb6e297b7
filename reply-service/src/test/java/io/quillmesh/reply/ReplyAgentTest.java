package io.quillmesh.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quillmesh.agent.AgentException;
import io.quillmesh.agent.FailureCode;
import io.quillmesh.agent.prompt.PromptTemplates;
import io.quillmesh.agent.testing.FakeAgentContext;
import io.quillmesh.schemas.AgentRequested;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.Analysis;
import io.quillmesh.schemas.Article;
import io.quillmesh.schemas.ArticleOutcome;
import io.quillmesh.schemas.ArticleResult;
import io.quillmesh.schemas.Author;
import io.quillmesh.schemas.ContextItem;
import io.quillmesh.schemas.EventIds;
import io.quillmesh.schemas.Failure;
import io.quillmesh.schemas.Finding;
import io.quillmesh.schemas.Intent;
import io.quillmesh.schemas.Need;
import io.quillmesh.schemas.Recognition;
import io.quillmesh.schemas.ReplyComposed;
import io.quillmesh.schemas.Selection;
import io.quillmesh.schemas.Slots;
import io.quillmesh.schemas.Turn;
import io.quillmesh.writing.Capability;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReplyAgentTest {
  private final FakeAgentContext context = new FakeAgentContext(Agents.REPLY, "t1");
  private final ReplyAgent agent = new ReplyAgent(PromptTemplates.fromClassPath().load("reply"));

  @Test
  void aChineseArticleIsAnnouncedWithOneSuggestion() {
    // Given
    context.answer("伦敦游记写好了。试着对我说：调整文章的艺术意境为非现实主义风格");

    // When
    ReplyComposed reply =
        agent.perform(request("zh", "帮我写一篇伦敦游记", Intent.GENERATE_ARTICLE), context);

    // Then
    assertThat(reply.getText()).startsWith("伦敦游记写好了");
    assertThat(reply.getStreamId()).isEqualTo("stream-1");
    assertThat(reply.getSuggestedCapability()).isEqualTo("artistic-mood");
    assertThat(reply.getEventId()).isEqualTo(EventIds.of("t1", Agents.REPLY));
    assertThat(reply.getTurnId()).isEqualTo("t1");
    assertThat(reply.getCall().getAttempts()).isOne();
    JsonNode data = context.data();
    assertThat(data.at("/context/0/value").asString()).isEqualTo("a map");
    assertThat(data.path("article").path("outcome").asString()).isEqualTo("WRITTEN");
    assertThat(data.path("article").path("size").path("count").asInt()).isEqualTo(8);
    assertThat(data.path("article").hasNonNull("markdown")).isFalse();
    assertThat(data.path("suggestion").path("say").asString())
        .isEqualTo(Capability.ARTISTIC_MOOD.say("zh"));
    assertThat(data.path("needs").path(0).path("score").asInt()).isEqualTo(95);
    assertThat(data.path("slots").path("topic").asString()).isEqualTo("伦敦");
  }

  @Test
  void suggestionsAreInTheLanguageOfTheInterface() {
    context.answer("Here it is.");

    agent.perform(request("en", "Help me write a travelogue", Intent.GENERATE_ARTICLE), context);

    assertThat(context.data().path("suggestion").path("say").asString())
        .isEqualTo(Capability.ARTISTIC_MOOD.say("en"));
  }

  @Test
  void aQuestionAboutTheArticleIsAnsweredFromIt() {
    context.answer("It mentions the Thames.");

    agent.perform(request("en", "Which river does it mention?", Intent.ASK_ABOUT_ARTICLE), context);

    assertThat(context.data().path("article").path("markdown").asString()).startsWith("# 伦敦");
  }

  @Test
  void whoAsksForCapabilitiesGetsThemAll() {
    context.answer("I can write, revise and translate.");

    agent.perform(request("en", "What can you do?", Intent.ASK_CAPABILITIES), context);

    assertThat(context.data().path("capabilities")).hasSize(Capability.values().length);
  }

  @Test
  void itGoesOnWithoutContextAndWithoutArticle() {
    // Given
    AgentRequested request =
        AgentRequested.newBuilder()
            .setTurn(turn("en", "Translate it into French"))
            .setFindings(
                List.of(
                    failed(Agents.CONTEXT, "MODEL_UNAVAILABLE"),
                    failed(Agents.GENERATOR, "UPSTREAM_FAILED")))
            .build();
    context.answer("I could not do it this time. Please send your message again.");

    // When
    ReplyComposed reply = agent.perform(request, context);

    // Then
    assertThat(reply.getSuggestedCapability()).isNull();
    JsonNode data = context.data();
    assertThat(data.path("articleFailure").asString()).isEqualTo("UPSTREAM_FAILED");
    assertThat(data.path("contextFailure").asString()).isEqualTo("MODEL_UNAVAILABLE");
    assertThat(data.hasNonNull("article")).isFalse();
    assertThat(data.hasNonNull("intent")).isFalse();
    assertThat(data.hasNonNull("suggestion")).isFalse();
  }

  @Test
  void anArticleThatWasThereBeforeAFailureIsStillThere() {
    // Given
    Turn turn = Turn.newBuilder(turn("en", "Make it longer")).setArticle(article()).build();
    AgentRequested request =
        AgentRequested.newBuilder()
            .setTurn(turn)
            .setFindings(
                List.of(
                    found(Analysis.newBuilder().build()),
                    failed(Agents.GENERATOR, "MODEL_TIMEOUT")))
            .build();
    context.answer("Sorry, it is as it was.");

    // When
    agent.perform(request, context);

    // Then
    assertThat(context.data().path("article").path("outcome").asString()).isEqualTo("UNCHANGED");
    assertThat(context.data().path("article").path("title").asString()).isEqualTo("伦敦");
  }

  @Test
  void ofAPassageItKnowsWhatItWasAndWhatItIs() {
    // Given
    Article before = new Article(1, "T", "# T\n\nFog. Old. Rain.", Author.AGENT, false);
    Article after = new Article(2, "T", "# T\n\nFog. Brand new. Rain.", Author.AGENT, false);
    Turn turn =
        Turn.newBuilder(turn("en", "Better"))
            .setArticle(before)
            .setSelection(new Selection(1, 10, 14, "Old."))
            .build();
    context.answer("It is better now.").answer("I could not do it.");

    // When
    agent.perform(about(turn, after), context);
    agent.perform(about(turn, null), context);

    // Then
    assertThat(selections())
        .containsExactly("{\"text\":\"Old.\",\"now\":\"Brand new.\"}", "{\"text\":\"Old.\"}");
  }

  private List<String> selections() {
    JsonMapper json = JsonMapper.builder().build();
    return context.requests().stream()
        .map(asked -> json.readTree(asked.document()).path("selection").toString())
        .toList();
  }

  private static AgentRequested about(Turn turn, @Nullable Article after) {
    ArticleResult result =
        ArticleResult.newBuilder(written(Intent.REVISE_CONTENT))
            .setOutcome(after == null ? ArticleOutcome.UNCHANGED : ArticleOutcome.REVISED)
            .setArticle(after)
            .build();
    return AgentRequested.newBuilder()
        .setTurn(turn)
        .setFindings(List.of(found(analysis()), found(result)))
        .build();
  }

  @Test
  void anEmptyReplyIsNone() {
    context.answer(" \n");

    assertThatThrownBy(() -> agent.perform(request("en", "Hello", Intent.SMALL_TALK), context))
        .isInstanceOfSatisfying(
            AgentException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.MODEL_ANSWER_INVALID));
  }

  private static AgentRequested request(String language, String message, Intent intent) {
    return AgentRequested.newBuilder()
        .setTurn(turn(language, message))
        .setFindings(List.of(found(analysis()), found(written(intent))))
        .build();
  }

  private static Analysis analysis() {
    return Analysis.newBuilder()
        .setSummary("s")
        .setNeeds(List.of(new Need("a travelogue", 95)))
        .setUndiscoveredCapabilities(List.of("generate-article", "artistic-mood", "translate"))
        .build();
  }

  private static ArticleResult written(Intent intent) {
    return ArticleResult.newBuilder()
        .setOutcome(ArticleOutcome.WRITTEN)
        .setArticle(article())
        .setRecognition(
            Recognition.newBuilder()
                .setIntent(intent)
                .setSlots(Slots.newBuilder().setTopic("伦敦").build())
                .build())
        .build();
  }

  private static Finding found(Analysis analysis) {
    return Finding.newBuilder().setAgent(Agents.CONTEXT).setAnalysis(analysis).build();
  }

  private static Finding found(ArticleResult article) {
    return Finding.newBuilder().setAgent(Agents.GENERATOR).setArticle(article).build();
  }

  private static Turn turn(String language, String message) {
    return Turn.newBuilder()
        .setConversationId("c1")
        .setTurnId("t1")
        .setLanguage(language)
        .setClientContext(List.of(new ContextItem("the page", "a map")))
        .setMessage(message)
        .build();
  }

  private static Article article() {
    return Article.newBuilder().setVersion(1).setTitle("伦敦").setMarkdown("# 伦敦\n\n泰晤士河。。").build();
  }

  private static Finding failed(String agent, String code) {
    Failure failure = Failure.newBuilder().setAgent(agent).setCode(code).build();
    return Finding.newBuilder().setAgent(agent).setFailure(failure).build();
  }
}
