package io.quillmesh.generator;

import io.quillmesh.agent.AgentContext;
import io.quillmesh.agent.AgentContext.StreamedText;
import io.quillmesh.agent.AgentException;
import io.quillmesh.agent.FailureCode;
import io.quillmesh.agent.ModelRequest;
import io.quillmesh.agent.prompt.PromptTemplate;
import io.quillmesh.markdown.Markdown;
import io.quillmesh.schemas.Article;
import io.quillmesh.schemas.ArticleOutcome;
import io.quillmesh.schemas.ArticleResult;
import io.quillmesh.schemas.Author;
import io.quillmesh.schemas.Recognition;
import io.quillmesh.schemas.Selection;
import io.quillmesh.schemas.Turn;
import java.util.regex.Pattern;

/**
 * Writes another text in the place of a passage. The model sees the passage and writes only it; the
 * article around it is put together here, so not a character of it can change.
 */
final class PassageWriter {
  private static final Pattern CODE =
      Pattern.compile("```|\\bcode\\b|代码|代碼|程序|程式", Pattern.CASE_INSENSITIVE);

  private final PromptTemplate prompt;

  PassageWriter(PromptTemplate prompt) {
    this.prompt = prompt;
  }

  /** The article with the new passage; unchanged when the model left it as it was. */
  ArticleResult write(
      Turn turn,
      Recognition recognition,
      Article article,
      Selection selection,
      AgentContext context) {
    Passage passage = Passage.of(article, selection);
    StreamedText written = text(turn, recognition, passage, context);
    ArticleResult.Builder result = ArticleResult.newBuilder().setRecognition(recognition);
    if (written.text().equals(selection.getText())) {
      return result.setOutcome(ArticleOutcome.UNCHANGED).build();
    }
    String markdown = passage.replacedBy(written.text());
    if (markdown.isBlank()) {
      throw invalid("Nothing would be left of the article: delete the text in the editor");
    }
    GeneratorAgent.check(markdown);
    return result
        .setOutcome(ArticleOutcome.REVISED)
        .setStreamId(written.streamId())
        .setArticle(
            Article.newBuilder()
                .setVersion(article.getVersion() + 1)
                .setTitle(title(article, markdown))
                .setMarkdown(markdown)
                .setUnfinished(article.getUnfinished())
                .setAuthor(Author.AGENT)
                .build())
        .build();
  }

  private StreamedText text(
      Turn turn, Recognition recognition, Passage passage, AgentContext context) {
    PassageShape shape =
        new PassageShape(passage, CODE.matcher(passage.core() + turn.getMessage()).find());
    StreamedText written = write(PassageOrder.of(turn, recognition, passage, null), shape, context);
    String mistake = PassageCheck.mistake(passage, written.text());
    if (mistake != null) {
      // A stream of its own: clients see the first text end and another begin.
      written = write(PassageOrder.of(turn, recognition, passage, mistake), shape, context);
      mistake = PassageCheck.mistake(passage, written.text());
    }
    if (mistake != null) {
      throw invalid(
          "The model did not write the passage alone. " + mistake + " Send the message again");
    }
    return written;
  }

  private StreamedText write(PassageOrder order, PassageShape shape, AgentContext context) {
    StreamedText written = context.write(new ModelRequest(prompt, order), shape);
    if (written.unfinished()) {
      throw invalid("A token limit cut the new passage off: select a shorter one");
    }
    if (written.text().isBlank() && !shape.isNothing()) {
      throw invalid("The model wrote nothing, expected a passage: send the message again");
    }
    return written;
  }

  private static AgentException invalid(String message) {
    return new AgentException(FailureCode.MODEL_ANSWER_INVALID, message, null);
  }

  /** The present one, as long as the text that it comes from does not change. */
  private static String title(Article article, String markdown) {
    String now = Markdown.title(markdown);
    boolean isSame = now.isEmpty() || now.equals(Markdown.title(article.getMarkdown()));
    return isSame ? article.getTitle() : now;
  }
}
