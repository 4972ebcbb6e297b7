package io.quillmesh.offlinemodel.writing.article;

import java.util.ArrayList;
import java.util.List;

/** Cuts Markdown into blocks. */
final class Blocks {

  private final List<Block> blocks = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder gap = new StringBuilder();
  private boolean fenced;

  private Blocks() {}

  static List<Block> of(String markdown) {
    Blocks reader = new Blocks();
    markdown.replace("\r\n", "\n").lines().forEach(reader::line);
    reader.flush();
    return reader.blocks;
  }

  private void line(String line) {
    boolean fence = line.startsWith("```") || line.startsWith("~~~");
    boolean heading = !fenced && Block.isHeading(line);
    if (line.isBlank() && !fenced) {
      gap.append(text.isEmpty() ? "" : "\n");
      return;
    }
    if (!text.isEmpty() && (!gap.isEmpty() || heading || Block.isHeading(text.toString()))) {
      flush();
    }
    text.append(text.isEmpty() ? "" : "\n").append(line);
    fenced ^= fence;
  }

  private void flush() {
    if (!text.isEmpty()) {
      blocks.add(new Block(text.toString(), "\n" + gap));
    }
    text.setLength(0);
    gap.setLength(0);
  }

  /** What to write between two blocks: what was read, unless the blocks would then join. */
  static String gap(Block before, Block after) {
    boolean apart = before.isHeading() || after.isHeading() || before.gap().length() > 1;
    return apart && !before.gap().isEmpty() ? before.gap() : Block.BLANK_LINE;
  }
}
