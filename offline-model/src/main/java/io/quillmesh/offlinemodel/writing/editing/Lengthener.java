package io.quillmesh.offlinemodel.writing.editing;

import io.quillmesh.offlinemodel.understanding.words.Language;
import io.quillmesh.offlinemodel.writing.article.Article;
import io.quillmesh.offlinemodel.writing.article.Block;
import io.quillmesh.offlinemodel.writing.article.Length;
import io.quillmesh.offlinemodel.writing.article.Section;
import io.quillmesh.offlinemodel.writing.composing.Composer;
import java.util.ArrayList;
import java.util.List;

/**
 * Adds sections and paragraphs on the same subject until a text is long enough. Existing text
 * stays.
 */
public final class Lengthener {

  /** Enough to grow many times over. With more, a text on one subject would only repeat itself. */
  private static final int ATTEMPTS = 60;

  private final Language language;
  private final Composer composer;

  public Lengthener(Language language, Composer composer) {
    this.language = language;
    this.composer = composer;
  }

  public Article lengthen(Article article, int target) {
    Article current = article;
    for (Section section : composer.moreSections(article)) {
      Block heading = section.heading();
      if (heading == null || missing(current, target) < section(section) / 2) {
        break;
      }
      int before = Math.max(1, current.sections().size() - 1);
      current = current.withSectionAdded(Math.min(before, current.sections().size()), section);
    }
    for (int i = 0; i < ATTEMPTS && !current.sections().isEmpty(); i++) {
      Block paragraph = needed(composer.middle(current.markdown()), current, target);
      // Does not add to the last section, so that the text still ends as before.
      int where = i % Math.max(1, current.sections().size() - 1);
      if (!paragraph.text().isEmpty()) {
        current = current.withSection(where, section -> section.plus(paragraph));
      }
    }
    return current;
  }

  /** As many of the sentences as the text still needs. */
  private Block needed(Block paragraph, Article article, int target) {
    int missing = missing(article, target);
    List<String> sentences = new ArrayList<>();
    for (String sentence : paragraph.sentences()) {
      int length = Length.of(sentence, language);
      if (missing > length / 2) {
        sentences.add(sentence);
        missing -= length;
      }
    }
    return Block.paragraph(sentences);
  }

  private int missing(Article article, int target) {
    return target - Length.of(article.markdown(), language);
  }

  private int section(Section section) {
    return section.body().stream().mapToInt(block -> Length.of(block.text(), language)).sum();
  }
}
