package io.quillmesh.offlinemodel.writing.article;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A Markdown text as a title and sections. What no edit touches is written back as it was read,
 * including line breaks.
 */
public record Article(Block title, List<Section> sections) {

  public Article {
    sections = List.copyOf(sections);
  }

  /** Reads Markdown. The title is used if the text has lost its own. */
  public static Article parse(String markdown, String titleIfMissing) {
    List<Block> blocks = new ArrayList<>(Blocks.of(markdown));
    boolean titled = !blocks.isEmpty() && blocks.getFirst().isTitle();
    Block title =
        titled ? blocks.removeFirst() : new Block("# " + titleIfMissing, Block.BLANK_LINE);
    List<Section> sections = new ArrayList<>();
    Section current = new Section(null, List.of());
    for (Block block : blocks) {
      if (block.isHeading()) {
        sections.add(current);
        current = new Section(block, List.of());
      } else {
        current = current.plus(block);
      }
    }
    sections.add(current);
    sections.removeIf(section -> section.heading() == null && section.body().isEmpty());
    return new Article(title, sections);
  }

  public String titleText() {
    return title.text().substring(1).strip();
  }

  public String markdown() {
    List<Block> blocks = blocks();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < blocks.size(); i++) {
      Block block = blocks.get(i);
      text.append(block.text());
      if (i + 1 < blocks.size()) {
        text.append(Blocks.gap(block, blocks.get(i + 1)));
      }
    }
    return text.toString();
  }

  private List<Block> blocks() {
    Stream<Block> body =
        sections.stream()
            .flatMap(s -> Stream.concat(Stream.ofNullable(s.heading()), s.body().stream()));
    return Stream.concat(Stream.of(title), body).toList();
  }

  /** The paragraphs and lists without the headings. */
  public List<Block> body() {
    return sections.stream().flatMap(section -> section.body().stream()).toList();
  }

  public Article withTitle(String other) {
    return new Article(title.withText("# " + other), sections);
  }

  public Article withSections(List<Section> other) {
    return new Article(title, other);
  }

  public Article withSection(int index, UnaryOperator<Section> change) {
    List<Section> changed = new ArrayList<>(sections);
    changed.set(index, change.apply(changed.get(index)));
    return withSections(changed);
  }

  public Article withSectionAdded(int index, Section section) {
    List<Section> more = new ArrayList<>(sections);
    more.add(index, section);
    return withSections(more);
  }
}
