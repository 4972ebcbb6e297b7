package io.quillmesh.agent.provider.answer;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The pause that a provider asks for in the message of an error. */
public final class PauseInWords {
  /** "try again in 6.5s", "retry after 20 seconds", "retryDelay": "37s", "请在30秒后重试". */
  private static final Pattern PAUSE =
      Pattern.compile(
          "(?:try again in|retry after|retry in|retrydelay\\W+|wait(?: for)?|请在|请)\\s*"
              + "(?:(?<minutes>\\d+)\\s*m(?:in(?:utes?)?)?(?!s)\\s*)?"
              + "(?:(?<number>\\d+(?:\\.\\d+)?)\\s*(?<unit>ms|milliseconds?|s|seconds?|秒))?");

  private PauseInWords() {}

  /** Null if it names none. */
  public static @Nullable Duration of(String message) {
    Matcher pause = PAUSE.matcher(message.toLowerCase(Locale.ROOT));
    while (pause.find()) {
      Duration found = Duration.ZERO;
      if (pause.group("minutes") != null) {
        found = Duration.ofMinutes(Integer.parseInt(shortened(pause.group("minutes"))));
      }
      if (pause.group("number") != null) {
        double number = Double.parseDouble(pause.group("number"));
        boolean millis = pause.group("unit").startsWith("m");
        found = found.plusMillis((long) (millis ? number : number * 1000));
      }
      if (found.isPositive()) {
        return found;
      }
    }
    return null;
  }

  /** Keeps the number from becoming too large; the pause is too long in any case. */
  private static String shortened(String digits) {
    return digits.substring(0, Math.min(digits.length(), 6));
  }
}
