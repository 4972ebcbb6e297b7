package io.quillmesh.tunedmodel.watch;

/**
 * About how many tokens a large model makes of a text: one for two East Asian characters or for
 * four others. Models differ by a third either way.
 */
final class TokenEstimate {
  private static final char FIRST_WIDE = '\u2e80';
  private static final int WIDE_PER_TOKEN = 2;
  private static final int OTHERS_PER_TOKEN = 4;

  private TokenEstimate() {}

  static int of(String text) {
    long wide = text.chars().filter(c -> c >= FIRST_WIDE).count();
    return Math.toIntExact(wide / WIDE_PER_TOKEN + (text.length() - wide) / OTHERS_PER_TOKEN);
  }
}
