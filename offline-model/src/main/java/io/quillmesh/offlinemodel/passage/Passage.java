package io.quillmesh.offlinemodel.passage;

import io.quillmesh.offlinemodel.understanding.words.Language;
import io.quillmesh.offlinemodel.writing.article.Article;
import io.quillmesh.offlinemodel.writing.article.Block;
import io.quillmesh.offlinemodel.writing.article.Length;
import io.quillmesh.offlinemodel.writing.article.Section;
import io.quillmesh.offlinemodel.writing.article.Sentences;
import io.quillmesh.offlinemodel.writing.composing.Composer;
import io.quillmesh.offlinemodel.writing.editing.Shortener;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A passage: prose, headings, lists, or only some words of a sentence.
 *
 * @param around what stands before and after it, whose sentences are not used again
 */
record Passage(String text, String around, Language language) {
  /** Lets a passage be read as an article; it is taken off again. */
  private static final String TITLE = "# -\n\n";

  private static final Pattern END = Pattern.compile("(?s).*[.!?。！？…][\"'”’」』）)]*\\s*");
  private static final Pattern CLAUSE = Pattern.compile("(?<=[,;，；])");
  private static final int ATTEMPTS = 12;

  /** Whether it is a part of a sentence only. */
  boolean isFragment() {
    return text.lines().count() == 1 && !END.matcher(text).matches();
  }

  /** With a change of the article that it would be if it stood alone. */
  String changed(UnaryOperator<Article> change) {
    Article before = Article.parse(TITLE + text, "");
    Article after = change.apply(before);
    return after.equals(before) ? text : after.markdown().substring(TITLE.length()).strip();
  }

  /** As many sentences on the subject, in the place of each paragraph. Headings and lists stay. */
  String rewritten(Composer composer) {
    if (isFragment()) {
      String clause = CLAUSE.split(sentences(composer, 1))[0];
      return clause.replaceAll("[\\p{Punct}。，；！？…]+$", "");
    }
    return changed(article ->
        article.withSections(
            article.sections().stream()
                .map(section -> section.withBody(rewritten(section, composer)))
                .toList()));
  }

  private List<Block> rewritten(Section section, Composer composer) {
    return section.body().stream()
        .map(block ->
            block.isProse() ? block.withText(sentences(composer, block.sentences().size())) : block)
        .toList();
  }

  /** Longer or shorter, such as {@code 0.5x}. */
  String resized(String wish, Composer composer) {
    int present = Length.of(text, language);
    int wanted = Length.wanted(wish, present);
    if (isFragment()) {
      return text;
    }
    if (wanted >= present) {
      return changed(article -> lengthened(article, wanted - present, composer));
    }
    int title = Length.of("-", language);
    String shorter = changed(article -> new Shortener(language).shorten(article, wanted + title));
    return shorter.equals(text) ? withFewerClauses(wanted) : shorter;
  }

  private Article lengthened(Article article, int missing, Composer composer) {
    for (int i = article.sections().size() - 1; i >= 0; i--) {
      Section section = article.sections().get(i);
      if (section.hasProse()) {
        String more = more(missing, composer);
        return article.withSection(
            i, last -> last.withProse(last.proseCount() - 1, block -> block.plus(more)));
      }
    }
    return article;
  }

  /** At least one sentence, and no more than are needed. */
  private String more(int missing, Composer composer) {
    String more = "";
    for (int count = 1; count < ATTEMPTS; count++) {
      more = Sentences.join(more, next(composer, around + text + more));
      if (Length.of(more, language) >= missing) {
        break;
      }
    }
    return more.strip();
  }

  /** The first clauses of a single sentence, with its end. */
  private String withFewerClauses(int wanted) {
    List<String> clauses = new ArrayList<>(List.of(CLAUSE.split(text)));
    if (clauses.size() < 2) {
      return text;
    }
    String end = text.substring(text.stripTrailing().length() - 1);
    while (clauses.size() > 1 && Length.of(String.join("", clauses), language) > wanted) {
      clauses.removeLast();
    }
    return String.join("", clauses).replaceAll("[,;，；]\\s*$", "") + end;
  }

  /** Sentences that stand nowhere yet. */
  String sentences(Composer composer, int count) {
    String all = "";
    for (int i = 0; i < count; i++) {
      all = Sentences.join(all, next(composer, around + text + all));
    }
    return all.strip();
  }

  private static String next(Composer composer, String known) {
    return Stream.generate(() -> composer.middle(known))
        .limit(ATTEMPTS)
        .flatMap(block -> block.sentences().stream())
        .filter(sentence -> !sentence.isBlank())
        .findFirst()
        .orElse("");
  }
}
