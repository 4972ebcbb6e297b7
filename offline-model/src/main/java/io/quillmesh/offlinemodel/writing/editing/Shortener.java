package io.quillmesh.offlinemodel.writing.editing;

import io.quillmesh.offlinemodel.understanding.words.Language;
import io.quillmesh.offlinemodel.writing.article.Article;
import io.quillmesh.offlinemodel.writing.article.Block;
import io.quillmesh.offlinemodel.writing.article.Length;
import io.quillmesh.offlinemodel.writing.article.Section;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Leaves out sentences, then paragraphs, then sections. What stays is not reworded. */
public final class Shortener {

  private final Language language;

  public Shortener(Language language) {
    this.language = language;
  }

  public Article shorten(Article article, int target) {
    Article current = article;
    int length = length(current);
    while (length > target) {
      Optional<Article> next = less(current);
      if (next.isEmpty()) {
        return current;
      }
      int nextLength = length(next.get());
      if (target - nextLength > length - target) {
        return current; // The step would lead further away from the wanted length.
      }
      current = next.get();
      length = nextLength;
    }
    return current;
  }

  private int length(Article article) {
    return Length.of(article.markdown(), language);
  }

  private static Optional<Article> less(Article article) {
    return withoutSentence(article)
        .or(() -> withoutParagraph(article))
        .or(() -> withoutSection(article));
  }

  /** The longest paragraph can lose the most. Its first and last sentences hold it together. */
  private static Optional<Article> withoutSentence(Article article) {
    List<Block> all = article.body();
    return all.stream()
        .max(Comparator.comparingInt(block -> block.sentences().size()))
        .filter(block -> block.sentences().size() > 1)
        .map(longest -> {
          List<String> sentences = new ArrayList<>(longest.sentences());
          sentences.remove(sentences.size() > 2 ? sentences.size() / 2 : 1);
          return replace(article, longest, List.of(longest.withText(String.join("", sentences))));
        });
  }

  private static Optional<Article> withoutParagraph(Article article) {
    return article.sections().stream()
        .max(Comparator.comparingInt(section -> section.body().size()))
        .filter(section -> section.body().size() > 1)
        .map(section -> {
          // The text should still end as before.
          boolean last = section.equals(article.sections().getLast());
          Block spare = last ? section.body().getFirst() : section.body().getLast();
          return replace(article, spare, List.of());
        });
  }

  private static Optional<Article> withoutSection(Article article) {
    int count = article.sections().size();
    if (count < 2) {
      return Optional.empty();
    }
    List<Section> fewer = new ArrayList<>(article.sections());
    fewer.remove(count > 2 ? count - 2 : 1);
    return Optional.of(article.withSections(fewer));
  }

  /** Replaces one block, but not others that are equal to it. */
  @SuppressWarnings("ReferenceEquality")
  private static Article replace(Article article, Block old, List<Block> by) {
    List<Section> sections = new ArrayList<>();
    for (Section section : article.sections()) {
      List<Block> body = new ArrayList<>();
      for (Block block : section.body()) {
        if (block == old) {
          body.addAll(by);
        } else {
          body.add(block);
        }
      }
      sections.add(section.withBody(body));
    }
    return article.withSections(sections);
  }
}
