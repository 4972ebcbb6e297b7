package io.quillmesh.offlinemodel.writing;

import io.quillmesh.offlinemodel.text.Dice;
import io.quillmesh.offlinemodel.understanding.Language;
import io.quillmesh.offlinemodel.understanding.Subject;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes an article whose sections, order, sentences and images are all chosen by a hash of its
 * subject.
 */
final class Composer {

  private final Subject subject;
  private final Bank bank;
  private final Dice dice;
  private final Pen pen;

  /**
   * Prepares to write.
   *
   * @param salt another one gives another text on the same subject
   */
  Composer(Subject subject, Language language, Object salt) {
    this.subject = subject;
    this.bank = Bank.of(language, subject.genre());
    this.dice = Dice.of(language, subject.topic(), subject.genre(), salt);
    this.pen = new Pen(language, subject.topic(), dice);
  }

  Article article() {
    List<Bank.Part> middle = dice.shuffled(bank.parts("middle"));
    int count = dice.between(3, 4);
    List<Section> sections = new ArrayList<>();
    sections.add(section(dice.pick(bank.parts("opening"))));
    middle.stream().limit(count).map(this::section).forEach(sections::add);
    sections.add(section(dice.pick(bank.parts("closing"))));
    return new Article(new Block("# " + title(), Block.BLANK_LINE), sections);
  }

  String title() {
    return pen.fill(dice.pick(bank.titles()));
  }

  Section section(Bank.Part part) {
    Block heading = Block.heading(pen.fill(dice.pick(part.headings())));
    return new Section(heading, part.paragraphs().stream().map(this::paragraph).toList());
  }

  /** A paragraph that could open, go on with, or close an article. */
  Block paragraph(String role) {
    return paragraph(dice.pick(dice.pick(bank.parts(role)).paragraphs()));
  }

  private Block paragraph(List<List<String>> places) {
    return Block.paragraph(places.stream().map(dice::pick).map(pen::sentence).toList());
  }

  /** Sections that the article does not have yet, as far as their headings tell. */
  List<Section> moreSections(Article article) {
    List<String> present = article.sections().stream().map(Section::headingText).toList();
    return dice.shuffled(bank.parts("middle")).stream()
        .filter(part -> part.headings().stream().map(pen::fill).noneMatch(present::contains))
        .map(this::section)
        .toList();
  }

  Subject subject() {
    return subject;
  }
}
