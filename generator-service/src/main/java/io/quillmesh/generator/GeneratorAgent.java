package io.quillmesh.generator;

import io.quillmesh.agent.AgentContext;
import io.quillmesh.agent.AgentContext.StreamedText;
import io.quillmesh.agent.AgentException;
import io.quillmesh.agent.AgentTask;
import io.quillmesh.agent.FailureCode;
import io.quillmesh.agent.ModelRequest;
import io.quillmesh.agent.prompt.PromptTemplate;
import io.quillmesh.markdown.Markdown;
import io.quillmesh.schemas.Article;
import io.quillmesh.schemas.ArticleOutcome;
import io.quillmesh.schemas.ArticleResult;
import io.quillmesh.schemas.ArticleWritten;
import io.quillmesh.schemas.Author;
import io.quillmesh.schemas.Budgets;
import io.quillmesh.schemas.IntentRecognized;
import io.quillmesh.schemas.Recognition;
import io.quillmesh.schemas.Turn;
import java.nio.charset.StandardCharsets;

/**
 * Writes or revises the article, where the intent asks for it. The text is exactly what was
 * streamed: a person has watched it come.
 */
final class GeneratorAgent implements AgentTask<IntentRecognized, ArticleWritten> {
  private final PromptTemplate prompt;
  private final PassageWriter passages;

  /**
   * @param ofPassages the prompt for a passage of the article
   */
  GeneratorAgent(PromptTemplate prompt, PromptTemplate ofPassages) {
    this.prompt = prompt;
    this.passages = new PassageWriter(ofPassages);
  }

  @Override
  public ArticleWritten perform(IntentRecognized request, AgentContext context) {
    Turn turn = request.getTurn();
    ArticleResult result = result(turn, request.getRecognition(), context);
    return ArticleWritten.newBuilder()
        .setEventId(context.eventId())
        .setOccurredAt(context.now())
        .setConversationId(turn.getConversationId())
        .setTurnId(turn.getTurnId())
        .setResult(result)
        .setCall(context.call())
        .build();
  }

  private ArticleResult result(Turn turn, Recognition recognition, AgentContext context) {
    ArticleResult.Builder result = ArticleResult.newBuilder().setRecognition(recognition);
    Task task = Task.of(turn, recognition);
    if (task == Task.NOTHING) {
      return result.setOutcome(ArticleOutcome.UNCHANGED).build();
    }
    if (turn.getArticle() != null && turn.getSelection() != null) {
      return passages.write(turn, recognition, turn.getArticle(), turn.getSelection(), context);
    }
    ModelRequest order = new ModelRequest(prompt, WritingOrder.of(task, turn, recognition));
    StreamedText written =
        task == Task.CONTINUE && turn.getArticle() != null
            ? context.resume(order, turn.getArticle().getMarkdown())
            : context.write(order);
    check(written.text());
    return result
        .setOutcome(task == Task.WRITE ? ArticleOutcome.WRITTEN : ArticleOutcome.REVISED)
        .setStreamId(written.streamId())
        .setArticle(article(turn, written))
        .build();
  }

  /** Whether a text can be the article. */
  static void check(String text) {
    if (text.isBlank()) {
      throw new AgentException(
          FailureCode.MODEL_ANSWER_INVALID,
          "The model wrote nothing, expected an article in Markdown: send the message again",
          null);
    }
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > Budgets.ARTICLE) {
      throw new AgentException(
          FailureCode.MODEL_ANSWER_INVALID,
          "The article would have %d bytes, the limit is %d: ask for a shorter one"
              .formatted(bytes, Budgets.ARTICLE),
          null);
    }
  }

  private static Article article(Turn turn, StreamedText written) {
    Article previous = turn.getArticle();
    return Article.newBuilder()
        .setVersion(previous == null ? 1 : previous.getVersion() + 1)
        .setTitle(Markdown.title(written.text()))
        .setMarkdown(written.text())
        .setUnfinished(written.unfinished())
        .setAuthor(Author.AGENT)
        .build();
  }
}
