package io.quillmesh.offlinemodel.writing.composing;

import io.quillmesh.offlinemodel.text.Dice;
import io.quillmesh.offlinemodel.understanding.Subject;
import io.quillmesh.offlinemodel.understanding.words.Language;
import io.quillmesh.offlinemodel.writing.article.Article;
import io.quillmesh.offlinemodel.writing.article.Block;
import io.quillmesh.offlinemodel.writing.article.Section;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Writes an article. A hash of its subject chooses its sections, their order, its sentences and its
 * images.
 */
public final class Composer {

  /** Markdown breaks a line after two spaces. */
  private static final String LINE_BREAK = "  \n";

  private final Language language;
  private final String between;
  private final Bank bank;
  private final Dice dice;
  private final Pen pen;

  /**
   * Prepares to write. * * @param salt a different one gives a different text on the same subject
   */
  public Composer(Subject subject, Language language, Object salt) {
    this.language = language;
    boolean verse = subject.genre().equals("poem");
    this.between = verse ? LINE_BREAK : language == Language.EN ? " " : "";
    this.bank = Bank.of(language, subject.genre());
    this.dice = Dice.of(language, subject.topic(), subject.genre(), salt);
    this.pen = new Pen(language, subject.topic(), dice);
  }

  public Article article() {
    List<Bank.Part> middle = dice.shuffled(bank.parts("middle"));
    // A Chinese sentence of the bank is shorter than an English one.
    int count = dice.between(3, 4) + (language == Language.ZH ? 1 : 0);
    List<Section> sections = new ArrayList<>();
    sections.add(section(dice.pick(bank.parts("opening"))));
    middle.stream().limit(count).map(this::section).forEach(sections::add);
    sections.add(section(dice.pick(bank.parts("closing"))));
    return new Article(new Block("# " + title(), Block.BLANK_LINE), sections);
  }

  public String title() {
    return pen.heading(dice.pick(bank.titles()));
  }

  /** All of its titles. */
  public List<String> titles() {
    return dice.shuffled(bank.titles()).stream().map(pen::heading).toList();
  }

  public Block opening() {
    return paragraph(dice.pick(bank.parts("opening")).paragraphs().getFirst(), "");
  }

  public Block closing() {
    return paragraph(dice.pick(bank.parts("closing")).paragraphs().getLast(), "");
  }

  /** A paragraph for the middle of a text, with sentences that are not in the text yet. */
  public Block middle(String text) {
    return paragraph(dice.pick(dice.pick(bank.parts("middle")).paragraphs()), text);
  }

  /** Sections that the article does not have yet, judging by their headings. */
  public List<Section> moreSections(Article article) {
    List<String> present = article.sections().stream().map(Section::headingText).toList();
    return dice.shuffled(bank.parts("middle")).stream()
        .filter(part -> part.headings().stream().map(pen::heading).noneMatch(present::contains))
        .map(this::section)
        .toList();
  }

  private Section section(Bank.Part part) {
    Block heading = Block.heading(pen.heading(dice.pick(part.headings())));
    return new Section(heading, part.paragraphs().stream().map(p -> paragraph(p, "")).toList());
  }

  private Block paragraph(List<List<String>> places, String text) {
    List<String> sentences = new ArrayList<>();
    for (List<String> place : places) {
      List<String> fresh = place.stream().filter(sentence -> !isIn(text, sentence)).toList();
      if (!fresh.isEmpty()) {
        sentences.add(pen.fill(dice.pick(fresh)) + between);
      }
    }
    return Block.paragraph(sentences);
  }

  /**
   * Whether a text has a sentence, perhaps with other images. This looks for its longest part
   * without placeholders.
   */
  private static boolean isIn(String text, String sentence) {
    return Arrays.stream(sentence.split("\\{\\w+}"))
        .max(Comparator.comparingInt(String::length))
        .filter(text::contains)
        .isPresent();
  }
}
