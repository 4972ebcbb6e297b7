package io.quillmesh.offlinemodel.declared;

import io.quillmesh.offlinemodel.understanding.Document;
import io.quillmesh.offlinemodel.understanding.words.Language;
import io.quillmesh.offlinemodel.writing.article.Article;
import io.quillmesh.offlinemodel.writing.article.Block;
import io.quillmesh.offlinemodel.writing.article.Length;
import io.quillmesh.offlinemodel.writing.article.Section;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The article of a request, taken apart.
 *
 * @param article empty if there is none
 */
record ArticleParts(Optional<Article> article) {

  /** A sentence with one of these can be checked. */
  private static final Pattern CHECKABLE =
      Pattern.compile(
          "\\d|[一二三四五六七八九十百千万]+[年月日个座公米岁世]|最[大小高低长早古多]|\\b(?:first|oldest|largest|longest|highest|biggest|century|"
              + "million|hundred|thousand|founded|built|invented)\\b",
          Pattern.CASE_INSENSITIVE);

  static ArticleParts of(Document data) {
    return new ArticleParts(
        data.article("markdown")
            .map(markdown -> Article.parse(markdown, data.article("title").orElse(""))));
  }

  /** The language that it is written in; the other one if there is no article. */
  Language language(Language otherwise) {
    return article.map(a -> Language.of(a.markdown(), otherwise)).orElse(otherwise);
  }

  List<String> sentences() {
    return paragraphs().stream()
        .flatMap(paragraph -> paragraph.sentences().stream())
        .map(String::strip)
        .toList();
  }

  /** All sentences, those that can be checked first: the one at a claim's position is its own. */
  List<String> sentencesByClaim() {
    return sentences().stream().sorted(Comparator.comparing(one -> !isCheckable(one))).toList();
  }

  List<String> claims() {
    return sentences().stream()
        .filter(ArticleParts::isCheckable)
        .map(one -> one.replaceAll("[\"“”「」*_`]", "").replaceFirst("[。.！!]$", "").strip())
        .toList();
  }

  private static boolean isCheckable(String sentence) {
    return CHECKABLE.matcher(sentence).find();
  }

  List<Block> paragraphs() {
    return article.stream().flatMap(a -> a.body().stream()).filter(Block::isProse).toList();
  }

  List<String> headings() {
    return article.stream()
        .flatMap(a -> a.sections().stream())
        .map(Section::headingText)
        .filter(text -> !text.isEmpty())
        .distinct()
        .toList();
  }

  /** How many there are of what a property is named after. */
  Optional<Integer> count(String name) {
    return article.flatMap(present ->
        switch (name) {
          case "words" -> Optional.of(Length.of(present.markdown(), Language.EN));
          case "characters" -> Optional.of(Length.of(present.markdown(), Language.ZH));
          case "sentences" -> Optional.of(sentences().size());
          case "paragraphs" -> Optional.of(paragraphs().size());
          case "headings", "sections" -> Optional.of(headings().size());
          default -> Optional.empty();
        });
  }
}
