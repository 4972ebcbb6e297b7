package io.quillmesh.markdown.dialect;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.Link;
import org.commonmark.node.Text;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;
import org.jspecify.annotations.Nullable;

/** Addresses without brackets. They end where Chinese begins. */
final class AddressParser implements InlineRule {
  private static final Pattern BEGIN =
      Pattern.compile("(?:https?://|www\\.)", Pattern.CASE_INSENSITIVE);
  private static final Pattern WIDE = Pattern.compile("[" + WideCharacters.WIDE + "]");
  private static final Pattern WITHIN =
      Pattern.compile("[!#-;=?-Z_a-z~\\p{L}\\p{M}\\p{N}&&[^" + WideCharacters.WIDE + "]]");

  @Override
  public Set<Character> getTriggerCharacters() {
    return Set.of('h', 'H', 'w', 'W');
  }

  @Override
  public @Nullable ParsedInline tryParse(InlineParserState state) {
    Scanner scanner = state.scanner();
    if (isWithinWord(scanner.peekPreviousCodePoint())) {
      return ParsedInline.none();
    }
    Position start = scanner.position();
    String begin = begin(scanner);
    int first = scanner.peekCodePoint();
    if (begin == null || !Character.toString(first).matches("[\\p{L}\\p{N}]") || isWide(first)) {
      return ParsedInline.none();
    }
    String address = trim(begin + rest(scanner));
    boolean hasScheme = Character.toLowerCase(begin.charAt(0)) == 'h';
    Link link = new Link(hasScheme ? address : "http://" + address, null);
    link.appendChild(new Text(address));
    return InlineRule.first(address.length(), start, scanner, link);
  }

  private static @Nullable String begin(Scanner scanner) {
    StringBuilder text = new StringBuilder();
    while (text.length() < "https://".length() && isAscii(scanner.peek())) {
      text.append(scanner.peek());
      scanner.next();
      Matcher begin = BEGIN.matcher(text);
      if (begin.matches()) {
        return text.toString();
      }
    }
    return null;
  }

  private static String rest(Scanner scanner) {
    StringBuilder text = new StringBuilder();
    for (int c = scanner.peekCodePoint(); isWithin(c); c = scanner.peekCodePoint()) {
      text.appendCodePoint(c);
      for (int i = 0; i < Character.charCount(c); i++) {
        scanner.next();
      }
    }
    return text.toString();
  }

  /**
   * Without the punctuation of the surrounding sentence, and without a bracket that was opened
   * before it.
   */
  private static String trim(String address) {
    long unopened =
        address.chars().filter(c -> c == ')').count()
            - address.chars().filter(c -> c == '(').count();
    int end = address.length();
    while (true) {
      char last = address.charAt(end - 1);
      if (last == ')' && unopened > 0) {
        unopened--;
      } else if ("?!.,:;*_~'$&".indexOf(last) < 0) {
        return address.substring(0, end);
      }
      end--;
    }
  }

  private static boolean isWithin(int c) {
    return c < 0x80
        ? c > ' ' && c < 0x7f && "\"<>[\\]^`{|}".indexOf(c) < 0
        : WITHIN.matcher(Character.toString(c)).matches();
  }

  private static boolean isWide(int c) {
    return WIDE.matcher(Character.toString(c)).matches();
  }

  private static boolean isAscii(char c) {
    return c > ' ' && c < 0x7f;
  }

  private static boolean isWithinWord(int c) {
    return c < 0x80 && (Character.isLetterOrDigit(c) || c == '\\');
  }
}
