package io.quillmesh.agenthost.check;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.springframework.core.NestedExceptionUtils;

/** What several readers ask of the text of a file, and of the messages of libraries. */
public final class Texts {
  private Texts() {}

  /** The line of a position, from 1. */
  public static int lineOf(String text, int at) {
    return 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
  }

  /** Whether it is a regular expression. */
  public static boolean isRegex(String text) {
    try {
      var _ = Pattern.compile(text);
      return true;
    } catch (PatternSyntaxException e) {
      return false;
    }
  }

  /** The first line of what the cause of an exception says. */
  public static String causeOf(Exception e) {
    Throwable cause = NestedExceptionUtils.getMostSpecificCause(e);
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
  }
}
