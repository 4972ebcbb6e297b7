package io.quillmesh.markdown.dialect;

import io.quillmesh.markdown.tree.Struck;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.commonmark.node.Emphasis;
import org.commonmark.node.Node;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;

/**
 * Turns the {@link Marks} in one node into emphasis: CommonMark's algorithm ("process emphasis"),
 * with two tildes as one more kind.
 */
final class Emphases {
  private final List<Marks> marks = new ArrayList<>();

  /** The neighbours of each mark among the marks that still count, as indexes; -1 for none. */
  private final int[] previous;

  private final int[] next;

  /** Below these indexes there is no opener for a kind of closer. This keeps the work linear. */
  private final Map<Integer, Integer> bottoms = new HashMap<>();

  private Emphases(Node parent) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof Marks run) {
        marks.add(run);
      }
    }
    previous = new int[marks.size()];
    next = new int[marks.size()];
    for (int i = 0; i < marks.size(); i++) {
      previous[i] = i - 1;
      next[i] = i + 1 < marks.size() ? i + 1 : -1;
    }
  }

  static void process(Node parent) {
    Emphases emphases = new Emphases(parent);
    int closer = emphases.marks.isEmpty() ? -1 : 0;
    while (closer >= 0) {
      closer = emphases.close(closer);
    }
    emphases.marks.forEach(Emphases::toText);
  }

  /** Lets one run close what it can, and returns the next run. */
  private int close(int closer) {
    Marks run = marks.get(closer);
    if (!run.canClose) {
      return next[closer];
    }
    int opener = openerFor(closer);
    if (opener < 0) {
      bottoms.put(kind(run), previous[closer]);
      if (!run.canOpen) {
        remove(closer);
      }
      return next[closer];
    }
    for (int i = next[opener]; i != closer; i = next[i]) {
      remove(i);
    }
    wrap(marks.get(opener), run);
    if (marks.get(opener).left == 0) {
      remove(opener);
    }
    if (run.left > 0) {
      return closer;
    }
    remove(closer);
    return next[closer];
  }

  private int openerFor(int closer) {
    Marks run = marks.get(closer);
    int bottom = bottoms.getOrDefault(kind(run), -1);
    for (int i = previous[closer]; i > bottom; i = previous[i]) {
      Marks opener = marks.get(i);
      if (opener.mark == run.mark && opener.canOpen && fit(opener, run)) {
        return i;
      }
    }
    return -1;
  }

  /** CommonMark's rule of three, for runs that may be either. */
  private static boolean fit(Marks opener, Marks closer) {
    return closer.mark == '~'
        || !(opener.canClose || closer.canOpen)
        || (opener.length + closer.length) % 3 != 0
        || (opener.length % 3 == 0 && closer.length % 3 == 0);
  }

  private static int kind(Marks closer) {
    return (closer.mark * 3 + closer.length % 3) * 2 + (closer.canOpen ? 1 : 0);
  }

  private static void wrap(Marks opener, Marks closer) {
    int used = opener.left >= 2 && closer.left >= 2 ? 2 : 1;
    Node emphasis =
        closer.mark == '~' ? new Struck() : used == 2 ? new StrongEmphasis() : new Emphasis();
    Node node = opener.getNext();
    while (node != null && node != closer) {
      Node following = node.getNext();
      emphasis.appendChild(node);
      node = following;
    }
    opener.insertAfter(emphasis);
    opener.left -= used;
    closer.left -= used;
  }

  private void remove(int index) {
    if (previous[index] >= 0) {
      next[previous[index]] = next[index];
    }
    if (next[index] >= 0) {
      previous[next[index]] = previous[index];
    }
  }

  /** The rest of a run is text. */
  private static void toText(Marks run) {
    if (run.left > 0) {
      run.insertBefore(new Text(Character.toString(run.mark).repeat(run.left)));
    }
    run.unlink();
  }
}
