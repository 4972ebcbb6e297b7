package io.quillmesh.offlinemodel.writing.editing;

import io.quillmesh.offlinemodel.text.Dice;
import io.quillmesh.offlinemodel.text.Phrases;
import io.quillmesh.offlinemodel.understanding.words.Language;
import io.quillmesh.offlinemodel.understanding.words.Vocabulary;
import io.quillmesh.offlinemodel.writing.article.Article;
import io.quillmesh.offlinemodel.writing.article.Block;
import io.quillmesh.offlinemodel.writing.article.Section;
import io.quillmesh.offlinemodel.writing.composing.Passages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Gives an article a mood: one more image in every section, instead of the one from an earlier
 * mood. Headings, facts and all other sentences stay.
 */
public final class Moods {

  private final Map<String, List<String>> all;
  private final List<String> sentences;
  private final Dice dice;

  /**
   * Prepares for a mood.
   *
   * @param mood in the person's words
   */
  public Moods(Language language, String mood, Dice dice) {
    this.all = Passages.of(language, "moods");
    this.dice = dice;
    String name = Vocabulary.MOODS.find(mood).map(Vocabulary.Word::name).orElse("");
    List<String> prepared = all.get(name);
    this.sentences =
        prepared != null
            ? prepared
            : Passages.of(language, "passages").getOrDefault("generic-mood", List.of()).stream()
                .map(sentence -> Phrases.fill(sentence, Map.of("mood", mood)))
                .toList();
  }

  public Article recolour(Article article) {
    List<String> order = dice.shuffled(sentences);
    List<Section> changed = new ArrayList<>();
    for (Section section : article.sections()) {
      Section plain = withoutMoods(section);
      if (plain.hasProse()) {
        int where = dice.between(0, plain.proseCount() - 1);
        String sentence = order.get(changed.size() % order.size());
        plain = plain.withProse(where, block -> block.plus(sentence));
      }
      changed.add(plain);
    }
    return article.withSections(changed);
  }

  /** A sentence in this mood that the text does not have yet. */
  String sentence(String text, boolean closing) {
    List<String> fitting = closing && sentences.equals(all.get("warm")) ? closings() : sentences;
    List<String> fresh = fitting.stream().filter(one -> !text.contains(one)).toList();
    return dice.pick(fresh.isEmpty() ? sentences : fresh);
  }

  private List<String> closings() {
    return all.getOrDefault("closing", sentences);
  }

  private Section withoutMoods(Section section) {
    Set<String> known = all.values().stream().flatMap(List::stream).collect(Collectors.toSet());
    return section.withBody(
        section.body().stream()
            .map(block -> withoutMoods(block, known))
            .filter(block -> !block.text().isEmpty())
            .toList());
  }

  private static Block withoutMoods(Block block, Set<String> known) {
    List<String> kept =
        block.sentences().stream().filter(sentence -> !known.contains(sentence.strip())).toList();
    // Returns an untouched block unchanged, because not even its spaces may change.
    return kept.size() == block.sentences().size() ? block : block.withText(String.join("", kept));
  }
}
