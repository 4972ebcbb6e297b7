package io.quillmesh.offlinemodel.writing.editing;

import io.quillmesh.offlinemodel.writing.article.Article;
import io.quillmesh.offlinemodel.writing.article.Block;
import io.quillmesh.offlinemodel.writing.article.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The places of a change in an article: the blocks themselves, and the section if all of it is
 * meant.
 *
 * @param blocks empty if there is no such place
 */
record Places(List<Block> blocks, List<Section> sections) {

  static Places find(Article article, Target target) {
    List<Block> prose = article.body().stream().filter(Block::isProse).toList();
    return switch (target) {
      case Target.Opening() -> prose.isEmpty() ? none() : one(prose.getFirst());
      case Target.Ending() -> prose.isEmpty() ? none() : one(prose.getLast());
      case Target.Paragraph(int n) -> n < 1 || n > prose.size() ? none() : one(prose.get(n - 1));
      case Target.Part(int n) ->
          n < 1 || n > parts(article).size() ? none() : section(parts(article).get(n - 1));
      case Target.Named(String name) -> named(article, prose, name.toLowerCase(Locale.ROOT));
    };
  }

  /** The sections that have a heading. */
  static List<Section> parts(Article article) {
    return article.sections().stream().filter(section -> section.heading() != null).toList();
  }

  Places or(Article article, Target other) {
    return blocks.isEmpty() ? find(article, other) : this;
  }

  /** Changes the first of these places. */
  Article change(Article article, UnaryOperator<Block> change) {
    List<Block> first = blocks.stream().filter(Block::isProse).limit(1).toList();
    return rebuild(article, first, List.of(), change);
  }

  Article remove(Article article) {
    return sections.isEmpty()
        ? rebuild(article, blocks, List.of(), block -> block.withText(""))
        : rebuild(article, List.of(), sections, UnaryOperator.identity());
  }

  private static Places named(Article article, List<Block> prose, String name) {
    for (Section section : parts(article)) {
      if (section.headingText().toLowerCase(Locale.ROOT).contains(name)) {
        return section(section);
      }
    }
    return prose.stream()
        .filter(block -> block.text().toLowerCase(Locale.ROOT).contains(name))
        .findFirst()
        .map(Places::one)
        .orElse(none());
  }

  /** Blocks are compared by identity, because two may have the same text. */
  private static Article rebuild(
      Article article, List<Block> changed, List<Section> dropped, UnaryOperator<Block> change) {
    Set<Block> those = java.util.Collections.newSetFromMap(new java.util.IdentityHashMap<>());
    those.addAll(changed);
    List<Section> sections = new ArrayList<>();
    for (Section section : article.sections()) {
      List<Block> body =
          section.body().stream()
              .map(block -> those.contains(block) ? change.apply(block) : block)
              .filter(block -> !block.text().isEmpty())
              .toList();
      boolean emptied = body.isEmpty() && !section.body().isEmpty();
      if (!emptied && dropped.stream().noneMatch(section::equals)) {
        sections.add(section.withBody(body));
      }
    }
    return article.withSections(sections);
  }

  private static Places none() {
    return new Places(List.of(), List.of());
  }

  private static Places one(Block block) {
    return new Places(List.of(block), List.of());
  }

  private static Places section(Section section) {
    return new Places(section.body(), List.of(section));
  }
}
