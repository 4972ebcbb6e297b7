package io.quillmesh.generator;

import io.quillmesh.agent.TextShape;
import java.util.Locale;
import java.util.Set;

/**
 * Makes what a model writes fit the place of a passage, while it is written: with the passage's own
 * white space at both ends, and without a code fence around all of it.
 */
final class PassageShape implements TextShape {
  /** What a model answers when nothing is to stand in the passage's place. */
  static final String NOTHING = "[[NOTHING]]";

  private static final String FENCE = "```";
  private static final Set<String> WRAPPERS =
      Set.of("", "markdown", "md", "text", "txt", "plaintext");

  private final Passage passage;
  private final boolean mayBeCode;
  private boolean nothing;

  /**
   * @param mayBeCode whether a code fence may be what was asked for
   */
  PassageShape(Passage passage, boolean mayBeCode) {
    this.passage = passage;
    this.mayBeCode = mayBeCode;
  }

  /** Whether the last text said that nothing is to stand in the passage's place. */
  boolean isNothing() {
    return nothing;
  }

  @Override
  public Shaper begin() {
    nothing = false;
    return new PassageShaper();
  }

  private final class PassageShaper implements Shaper {
    private final StringBuilder held = new StringBuilder();
    private boolean begun;
    private boolean wrapped;

    @Override
    public String append(String piece) {
      held.append(piece);
      if (begun) {
        return released();
      }
      if (!isBeginningKnown()) {
        return "";
      }
      begun = true;
      return passage.lead() + released();
    }

    @Override
    public String end() {
      nothing = !begun && held.toString().strip().equals(NOTHING);
      if (nothing) {
        return "";
      }
      boolean closes = wrapped && held.toString().strip().equals(FENCE);
      String rest = closes ? "" : held.toString().stripTrailing();
      return (begun ? "" : passage.lead()) + rest + passage.trail();
    }

    private boolean isBeginningKnown() {
      stripLeading();
      String seen = held.toString().stripTrailing();
      if (NOTHING.startsWith(seen)) {
        return false;
      }
      if (wrapped) {
        return !FENCE.startsWith(seen);
      }
      if (mayBeCode) {
        return true;
      }
      if (!seen.startsWith(FENCE)) {
        return !FENCE.startsWith(held.toString());
      }
      int line = held.indexOf("\n");
      if (line < 0) {
        return false;
      }
      String language = held.substring(FENCE.length(), line).strip().toLowerCase(Locale.ROOT);
      if (!WRAPPERS.contains(language)) {
        return true;
      }
      held.delete(0, line + 1);
      wrapped = true;
      stripLeading();
      return !held.isEmpty();
    }

    private void stripLeading() {
      int blank = 0;
      while (blank < held.length() && Character.isWhitespace(held.charAt(blank))) {
        blank++;
      }
      held.delete(0, blank);
    }

    /** All but what may be the end: white space, and the fence that closes the one around all. */
    private String released() {
      int end = beforeSpace(held.length());
      if (wrapped) {
        int fence = end;
        while (fence > 0 && end - fence < FENCE.length() && held.charAt(fence - 1) == '`') {
          fence--;
        }
        int line = beforeSpace(fence);
        if (held.substring(line, fence).contains("\n")) {
          end = line;
        }
      }
      String ready = held.substring(0, end);
      held.delete(0, end);
      return ready;
    }

    private int beforeSpace(int end) {
      int last = end;
      while (last > 0 && Character.isWhitespace(held.charAt(last - 1))) {
        last--;
      }
      return last;
    }
  }
}
