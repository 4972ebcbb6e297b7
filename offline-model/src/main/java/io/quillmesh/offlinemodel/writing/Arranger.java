package io.quillmesh.offlinemodel.writing;

import io.quillmesh.offlinemodel.text.Dice;
import io.quillmesh.offlinemodel.understanding.Language;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts the passages of an article, as they are and in their order, below the headings of a
 * template.
 */
final class Arranger {

  private Arranger() {}

  static Article arrange(Article article, Template template, String topic) {
    Set<String> leads = leadsOfAll();
    List<Block> passages =
        article.body().stream().filter(block -> !leads.contains(block.text())).toList();
    Pen pen = new Pen(Language.of(article.markdown(), Language.EN), topic, Dice.of(topic));
    List<Section> sections = new ArrayList<>();
    int count = template.slots().size();
    for (int i = 0; i < count; i++) {
      Template.Slot slot = template.slots().get(i);
      List<Block> body = new ArrayList<>();
      Stream.ofNullable(slot.lead()).map(Block::paragraph).forEach(body::add);
      body.addAll(passages.subList(passages.size() * i / count, passages.size() * (i + 1) / count));
      // A short article does not fill every heading.
      if (passages.size() >= count || body.size() > (slot.lead() == null ? 0 : 1)) {
        sections.add(new Section(Block.heading(pen.heading(slot.heading())), body));
      }
    }
    return article.withSections(sections);
  }

  /** What an earlier template opened its sections with goes with it. */
  private static Set<String> leadsOfAll() {
    return Arrays.stream(Language.values())
        .flatMap(language -> Template.all(language).stream())
        .flatMap(template -> template.slots().stream())
        .map(Template.Slot::lead)
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }
}
