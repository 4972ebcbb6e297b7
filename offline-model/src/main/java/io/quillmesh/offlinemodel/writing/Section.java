package io.quillmesh.offlinemodel.writing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A heading and the text below it. * * @param heading null for the text before the first heading
 */
record Section(@Nullable Block heading, List<Block> body) {

  Section {
    body = List.copyOf(body);
  }

  String headingText() {
    return heading == null ? "" : heading.text().replaceFirst("^#+\\s+", "").strip();
  }

  boolean hasProse() {
    return body.stream().anyMatch(Block::isProse);
  }

  /** The same section with its n-th paragraph changed. Lists are not counted. */
  Section withProse(int n, UnaryOperator<Block> change) {
    List<Block> changed = new ArrayList<>(body);
    int seen = 0;
    for (int i = 0; i < changed.size(); i++) {
      if (changed.get(i).isProse() && seen++ == n) {
        changed.set(i, change.apply(changed.get(i)));
      }
    }
    return new Section(heading, changed);
  }

  int proseCount() {
    return (int) body.stream().filter(Block::isProse).count();
  }

  Section withBody(List<Block> other) {
    return new Section(heading, other);
  }

  Section plus(Block block) {
    List<Block> more = new ArrayList<>(body);
    more.add(block);
    return new Section(heading, more);
  }
}
