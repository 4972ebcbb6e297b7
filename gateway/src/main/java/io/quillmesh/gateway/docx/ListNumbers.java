package io.quillmesh.gateway.docx;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.commonmark.node.ListBlock;
import org.commonmark.node.OrderedList;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTNum;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTNumLvl;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTNumbering;

/**
 * The lists that are open, and Word's numbering of each: every numbered list counts for itself. All
 * are handed over at once, because adding one to many takes the longer the more there are.
 */
final class ListNumbers {
  /** Nobody writes more; from then on, numbers go on counting. */
  private static final int MAX = 1000;

  private final Deque<BigInteger> open = new ArrayDeque<>();
  private final List<CTNum> known = new ArrayList<>();

  /** Whether the next paragraph is the first of its item, which bears the mark. */
  private boolean isMarkDue;

  ListNumbers() {
    add(Styles.BULLETS);
  }

  private CTNum add(int kind) {
    CTNum number = CTNum.Factory.newInstance();
    number.setNumId(BigInteger.valueOf(known.size() + 1L));
    number.addNewAbstractNumId().setVal(BigInteger.valueOf(kind));
    known.add(number);
    return number;
  }

  int depth() {
    return open.size();
  }

  /** Writes all lists that there were. */
  void keepIn(CTNumbering numbering) {
    numbering.setNumArray(known.toArray(CTNum[]::new));
  }

  void begin(ListBlock list) {
    if (list instanceof OrderedList ordered && known.size() < MAX) {
      CTNum number = add(Styles.NUMBERS);
      Integer start = ordered.getMarkerStartNumber();
      CTNumLvl level = number.addNewLvlOverride();
      level.setIlvl(BigInteger.valueOf(level(open.size() + 1)));
      level.addNewStartOverride().setVal(BigInteger.valueOf(start == null ? 1 : start));
      open.push(number.getNumId());
    } else if (list instanceof OrderedList) {
      open.push(known.getLast().getNumId());
    } else {
      // Bullets do not count, so all lists of them are one.
      open.push(known.getFirst().getNumId());
    }
  }

  void end() {
    open.pop();
    isMarkDue = false;
  }

  void item() {
    isMarkDue = true;
  }

  /** Gives a paragraph in a list its mark, or the indentation of what follows the mark. */
  void place(XWPFParagraph paragraph) {
    if (open.isEmpty()) {
      return;
    }
    if (isMarkDue) {
      isMarkDue = false;
      paragraph.setNumID(open.peek());
      paragraph.setNumILvl(BigInteger.valueOf(level(open.size())));
    } else {
      paragraph.setIndentationLeft((level(open.size()) + 1) * BlockWriter.INDENTATION);
    }
  }

  private static int level(int depth) {
    return Math.min(depth - 1, Styles.DEEPEST);
  }
}
