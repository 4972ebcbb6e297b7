package io.quillmesh.markdown.dialect;

import io.quillmesh.markdown.tree.Formula;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;
import org.jspecify.annotations.Nullable;

/** Formulas in a line: between one or two dollars, or {@code \(} and {@code \)}. */
final class FormulaParser implements InlineRule {
  private static final int MAX_LENGTH = 1000;
  private static final Pattern SENTENCE_MARK = Pattern.compile("[，。：；！？、]");

  @Override
  public Set<Character> getTriggerCharacters() {
    return Set.of('$', '\\');
  }

  @Override
  public @Nullable ParsedInline tryParse(InlineParserState state) {
    Scanner scanner = state.scanner();
    Position start = scanner.position();
    String text = ahead(scanner);
    int end = end(text);
    return end < 0
        ? ParsedInline.none()
        : InlineRule.first(end, start, scanner, new Formula(text.substring(0, end)));
  }

  /** The following text, up to where a formula may end. */
  private static String ahead(Scanner scanner) {
    StringBuilder text = new StringBuilder();
    while (scanner.hasNext() && text.length() < MAX_LENGTH + 4 && !mayEnd(text)) {
      text.append(scanner.peek());
      scanner.next();
    }
    return text.toString();
  }

  private static boolean mayEnd(StringBuilder text) {
    int length = text.length();
    if (length < 2 || (length == 2 && text.charAt(0) == '$')) {
      return false;
    }
    char last = text.charAt(length - 1);
    char secondLast = text.charAt(length - 2);
    if (text.charAt(0) == '\\') {
      return text.charAt(1) != '(' || (secondLast == '\\' && last == ')');
    }
    if (text.charAt(1) == '$') {
      return length > 3 && secondLast == '$' && last == '$';
    }
    // One character more than the closing dollar: a digit after it makes it a price.
    return last == '\n' || (secondLast == '$' && text.charAt(length - 3) != '\\');
  }

  private static int end(String text) {
    if (text.startsWith("$$")) {
      return end(text, "$$");
    }
    if (text.startsWith("\\(")) {
      return end(text, "\\)");
    }
    return text.startsWith("$") ? endOfDollars(text) : -1;
  }

  private static int end(String text, String mark) {
    int end = text.indexOf(mark, 2);
    return end < 0 || end - 2 > MAX_LENGTH || text.substring(2, end).isBlank()
        ? -1
        : end + mark.length();
  }

  /** Dollar signs of prices are not marks: those before or after a space, or before a digit. */
  private static int endOfDollars(String text) {
    if (text.length() < 2 || WideCharacters.isSpace(text.charAt(1))) {
      return -1;
    }
    for (int end = 1; end < text.length() && end - 1 <= MAX_LENGTH; end++) {
      char c = text.charAt(end);
      if (c == '\n') {
        return -1;
      } else if (c == '\\') {
        end++;
      } else if (c == '$') {
        boolean isFormula =
            end > 1
                && !WideCharacters.isSpace(text.charAt(end - 1))
                && (end + 1 == text.length() || !isDigit(text.charAt(end + 1)))
                && !SENTENCE_MARK.matcher(text.substring(1, end)).find();
        return isFormula ? end + 1 : -1;
      }
    }
    return -1;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
