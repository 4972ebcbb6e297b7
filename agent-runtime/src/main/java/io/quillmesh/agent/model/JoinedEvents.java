package io.quillmesh.agent.model;

/**
 * Server-sent events of one text, joined: where two that follow each other differ in nothing but
 * the string of their {@code content}, the two strings are one. That is what such a delta means,
 * whoever sends it; anything else stays as it came.
 */
final class JoinedEvents {
  private static final String CONTENT = "\"content\":";

  private JoinedEvents() {}

  /**
   * Joins what can be joined.
   *
   * @param lines whole lines of an event stream
   */
  static String join(String lines) {
    StringBuilder joined = new StringBuilder(lines.length());
    // The last event's content ends here; what comes before and after it makes the event.
    int end = -1;
    String before = "";
    String after = "";
    int from = 0;
    while (from < lines.length()) {
      int newline = lines.indexOf('\n', from);
      int to = newline < 0 ? lines.length() : newline + 1;
      int content = content(lines, from, to);
      int quote = content < 0 ? -1 : endOfString(lines, content, to);
      if (quote < 0) {
        if (!lines.substring(from, to).isBlank()) {
          end = -1;
        }
        joined.append(lines, from, to);
      } else if (end >= 0 && isAt(lines, from, content, before) && isAt(lines, quote, to, after)) {
        joined.insert(end, lines, content, quote);
        end += quote - content;
      } else {
        before = lines.substring(from, content);
        after = lines.substring(quote, to);
        joined.append(lines, from, to);
        end = joined.length() - after.length();
      }
      from = to;
    }
    return joined.toString();
  }

  private static boolean isAt(String lines, int from, int to, String part) {
    return part.length() == to - from && lines.startsWith(part, from);
  }

  /** Where the string of the content begins; -1 if there is none. */
  private static int content(String lines, int from, int to) {
    int key = lines.startsWith("data:", from) ? lines.indexOf(CONTENT, from, to) : -1;
    if (key < 0) {
      return -1;
    }
    int at = key + CONTENT.length();
    while (at < to && lines.charAt(at) == ' ') {
      at++;
    }
    return at < to && lines.charAt(at) == '"' ? at + 1 : -1;
  }

  /** Where the quote is that ends a JSON string; -1 if there is none. */
  private static int endOfString(String lines, int from, int to) {
    for (int at = from; at < to; at++) {
      char c = lines.charAt(at);
      if (c == '"') {
        return at;
      }
      if (c == '\\') {
        at++;
      }
    }
    return -1;
  }
}
