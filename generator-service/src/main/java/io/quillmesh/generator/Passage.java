package io.quillmesh.generator;

import io.quillmesh.agent.AgentException;
import io.quillmesh.agent.FailureCode;
import io.quillmesh.schemas.Article;
import io.quillmesh.schemas.Selection;

/**
 * A passage of the article. White space at its edges is not the model's affair: it stays as it is.
 *
 * @param before all that stands before it
 * @param lead its own white space at the beginning
 * @param core what is to be rewritten; empty when there is nothing but white space
 * @param trail its own white space at the end
 * @param after all that stands after it
 */
record Passage(String before, String lead, String core, String trail, String after) {

  /**
   * The selected one.
   *
   * @throws AgentException if the selection is not of this article
   */
  static Passage of(Article article, Selection selection) {
    String markdown = article.getMarkdown();
    int start = selection.getStart();
    int end = selection.getEnd();
    boolean fits =
        selection.getVersion() == article.getVersion()
            && start >= 0
            && start <= end
            && end <= markdown.length()
            && markdown.substring(start, end).equals(selection.getText());
    if (!fits) {
      throw new AgentException(
          FailureCode.INTERNAL,
          "The selected passage is not in version %d of the article: select it again"
              .formatted(article.getVersion()),
          null);
    }
    String text = selection.getText();
    String core = text.strip();
    // Between two paragraphs, a new one needs the same distance to both.
    boolean isBlank = core.isEmpty();
    return new Passage(
        markdown.substring(0, start),
        isBlank ? text : text.substring(0, text.indexOf(core)),
        core,
        isBlank ? text : text.substring(text.indexOf(core) + core.length()),
        markdown.substring(end));
  }

  /** The article with another text in its place. */
  String replacedBy(String text) {
    return before + text + after;
  }
}
