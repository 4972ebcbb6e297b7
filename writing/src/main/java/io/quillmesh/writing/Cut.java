package io.quillmesh.writing;

/** The beginning or the end of a text; never half of a surrogate pair. */
public final class Cut {
  private Cut() {}

  /**
   * The beginning of a text.
   *
   * @param most in UTF-16 units
   */
  public static String beginning(String text, int most) {
    return text.length() <= most ? text : text.substring(0, isInPair(text, most) ? most - 1 : most);
  }

  /**
   * The end of a text.
   *
   * @param most in UTF-16 units
   */
  public static String end(String text, int most) {
    int from = Math.max(0, text.length() - most);
    return text.substring(isInPair(text, from) ? from + 1 : from);
  }

  private static boolean isInPair(String text, int at) {
    return at > 0
        && at < text.length()
        && Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
  }
}
