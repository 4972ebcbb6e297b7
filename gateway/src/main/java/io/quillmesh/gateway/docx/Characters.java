package io.quillmesh.gateway.docx;

import io.quillmesh.markdown.dialect.Dialect;

/** The characters that XML 1.0 allows: a file with another one is damaged for Word. */
final class Characters {
  private Characters() {}

  static String allowed(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    text.codePoints()
        .filter(point -> isAllowed(point) && point != Dialect.RESERVED.charAt(0))
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }

  private static boolean isAllowed(int point) {
    return point == '\t'
        || point == '\n'
        || (point >= 0x20 && point < 0xD800)
        || (point >= 0xE000 && point < 0xFFFE)
        || point >= 0x10000;
  }
}
