package io.quillmesh.offlinemodel.writing.article;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A heading, a paragraph, or something else that is kept unchanged, such as a list. * * @param gap
 * the line breaks after it, which are kept too
 */
public record Block(String text, String gap) {

  public static final String BLANK_LINE = "\n\n";

  private static final Pattern HEADING = Pattern.compile("#{1,6}\\s.*");
  private static final Pattern NOT_PROSE =
      Pattern.compile("(?s)(?:[-*+>|]|\\d+[.)]\\s|```|~~~|    |\\t).*");

  public static Block paragraph(String text) {
    return new Block(text.strip(), BLANK_LINE);
  }

  public static Block paragraph(List<String> sentences) {
    return paragraph(String.join("", sentences));
  }

  public static Block heading(String text) {
    return new Block("## " + text, BLANK_LINE);
  }

  static boolean isHeading(String line) {
    return HEADING.matcher(line).matches();
  }

  boolean isTitle() {
    return text.startsWith("# ");
  }

  boolean isHeading() {
    return isHeading(text);
  }

  public boolean isProse() {
    return !isHeading() && !NOT_PROSE.matcher(text).matches();
  }

  public List<String> sentences() {
    return isProse() ? Sentences.of(text) : List.of(text);
  }

  public Block withText(String other) {
    return new Block(other.strip(), gap);
  }

  /** The same paragraph with one more sentence at its end. */
  public Block plus(String sentence) {
    return withText(Sentences.join(text, sentence));
  }
}
