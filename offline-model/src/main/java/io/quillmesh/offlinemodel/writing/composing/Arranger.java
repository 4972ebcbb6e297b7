package io.quillmesh.offlinemodel.writing.composing;

import io.quillmesh.offlinemodel.text.Dice;
import io.quillmesh.offlinemodel.understanding.words.Language;
import io.quillmesh.offlinemodel.writing.article.Article;
import io.quillmesh.offlinemodel.writing.article.Block;
import io.quillmesh.offlinemodel.writing.article.Section;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts the passages of an article, unchanged and in their order, below the headings of a template.
 */
public final class Arranger {

  private Arranger() {}

  public static Article arrange(Article article, Template template, String topic) {
    List<List<Block>> passages = passages(article, template.slots().size());
    Pen pen = new Pen(Language.of(article.markdown(), Language.EN), topic, Dice.of(topic));
    List<Section> sections = new ArrayList<>();
    int count = template.slots().size();
    for (int i = 0; i < count; i++) {
      Template.Slot slot = template.slots().get(i);
      List<Block> body = new ArrayList<>();
      Stream.ofNullable(slot.lead()).map(Block::paragraph).forEach(body::add);
      passages
          .subList(passages.size() * i / count, passages.size() * (i + 1) / count)
          .forEach(body::addAll);
      // A short article does not fill every heading.
      if (passages.size() >= count || body.size() > (slot.lead() == null ? 0 : 1)) {
        sections.add(new Section(Block.heading(pen.heading(slot.heading())), body));
      }
    }
    return article.withSections(sections);
  }

  /**
   * The passages that stay together: sections if there are enough to fill all headings, otherwise
   * blocks.
   */
  private static List<List<Block>> passages(Article article, int headings) {
    Set<String> leads = leadsOfAll();
    List<List<Block>> sections =
        article.sections().stream()
            .map(section -> section.body().stream().filter(b -> !leads.contains(b.text())).toList())
            .filter(body -> !body.isEmpty())
            .toList();
    return sections.size() >= headings
        ? sections
        : sections.stream().flatMap(List::stream).map(List::of).toList();
  }

  /** What any template opens its sections with. A new template removes it. */
  private static Set<String> leadsOfAll() {
    return Arrays.stream(Language.values())
        .flatMap(language -> Template.all(language).stream())
        .flatMap(template -> template.slots().stream())
        .map(Template.Slot::lead)
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }
}
