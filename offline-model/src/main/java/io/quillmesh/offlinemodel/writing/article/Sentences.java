package io.quillmesh.offlinemodel.writing.article;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Cuts prose into sentences. Joined, they give the prose again. Quoted text stays together. */
public final class Sentences {

  private static final Pattern END =
      Pattern.compile(
          "(?<=[。！？!?…][」』”’)）]{0,2})(?![。！？!?…」』”’)）])"
              + "|(?<=(?<!\\b(?:St|Dr|Mt|Mr|Mrs|Ms|No|vs|e\\.g|i\\.e))[.!?][\"'”’)]{0,2}\\s{1,4})(?=\\S)(?![a-z])");

  private Sentences() {}

  static List<String> of(String text) {
    List<String> sentences = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    for (String piece : END.split(text)) {
      open.append(piece);
      if (isBalanced(open)) {
        sentences.add(open.toString());
        open.setLength(0);
      }
    }
    if (!open.isEmpty()) {
      sentences.add(open.toString());
    }
    sentences.removeIf(String::isEmpty);
    return sentences;
  }

  private static boolean isBalanced(CharSequence text) {
    long straight = text.chars().filter(c -> c == '"').count();
    long opened = text.chars().filter(c -> c == '“' || c == '「' || c == '『').count();
    long closed = text.chars().filter(c -> c == '”' || c == '」' || c == '』').count();
    return straight % 2 == 0 && opened <= closed;
  }

  /** Two pieces of prose, with a space between them if the script uses one. */
  public static String join(String first, String second) {
    if (first.isBlank()) {
      return second;
    }
    String start = first.stripTrailing();
    return start + (isWide(start.charAt(start.length() - 1)) ? "" : " ") + second;
  }

  private static boolean isWide(char c) {
    return c >= 0x2e80 || c == '…' || c == '”';
  }
}
