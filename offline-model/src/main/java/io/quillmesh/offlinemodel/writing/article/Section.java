package io.quillmesh.offlinemodel.writing.article;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A heading and the text below it. * * @param heading null for the text before the first heading
 */
public record Section(@Nullable Block heading, List<Block> body) {

  public Section {
    body = List.copyOf(body);
  }

  public String headingText() {
    return heading == null ? "" : heading.text().replaceFirst("^#+\\s+", "").strip();
  }

  public boolean hasProse() {
    return body.stream().anyMatch(Block::isProse);
  }

  /** The same section with its n-th paragraph changed. Lists are not counted. */
  public Section withProse(int n, UnaryOperator<Block> change) {
    List<Block> changed = new ArrayList<>(body);
    int seen = 0;
    for (int i = 0; i < changed.size(); i++) {
      if (changed.get(i).isProse() && seen++ == n) {
        changed.set(i, change.apply(changed.get(i)));
      }
    }
    return new Section(heading, changed);
  }

  public int proseCount() {
    return (int) body.stream().filter(Block::isProse).count();
  }

  public Section withBody(List<Block> other) {
    return new Section(heading, other);
  }

  public Section plus(Block block) {
    List<Block> more = new ArrayList<>(body);
    more.add(block);
    return new Section(heading, more);
  }
}
