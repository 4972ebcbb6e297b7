package io.quillmesh.intent;

import static io.quillmesh.intent.IntentAgent.blankToNull;

import io.quillmesh.schemas.Intent;
import io.quillmesh.schemas.Recognition;
import io.quillmesh.schemas.Slots;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the model answers, as the schema has it. */
record IntentAnswer(Intent intent, double confidence, Values slots) {

  Recognition toRecognition() {
    return IntentAgent.recognition(intent, Math.clamp(confidence, 0, 1), slots.toSlots());
  }

  /** The slots as the model fills them. */
  record Values(
      @Nullable String topic,
      @Nullable String style,
      @Nullable String mood,
      @Nullable String length,
      @Nullable String language,
      @Nullable String template) {
    /** A factor, {@code 0.5x}, or a count, {@code 800 words} or {@code 800字}. */
    private static final Pattern LENGTH =
        Pattern.compile(
            "(?<factor>\\d{1,2}(?:\\.\\d{1,3})?)\\s*[x×倍]"
                + "|(?<count>[1-9]\\d{0,5})\\s*(?<unit>words?|characters?|字|词)");

    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*");

    Slots toSlots() {
      return Slots.newBuilder()
          .setTopic(blankToNull(topic))
          .setStyle(blankToNull(style))
          .setMood(blankToNull(mood))
          .setLength(length(blankToNull(length)))
          .setLanguage(language(blankToNull(language)))
          .setTemplate(blankToNull(template))
          .build();
    }

    /** In the one spelling that the generator knows; null for anything that is no length. */
    private static @Nullable String length(@Nullable String text) {
      if (text == null) {
        return null;
      }
      Matcher matcher = LENGTH.matcher(text.toLowerCase(Locale.ROOT));
      if (!matcher.matches()) {
        return null;
      }
      String factor = matcher.group("factor");
      if (factor != null) {
        return Double.parseDouble(factor) == 0 ? null : factor + "x";
      }
      boolean words = matcher.group("unit").startsWith("word");
      return matcher.group("count") + (words ? " words" : "字");
    }

    private static @Nullable String language(@Nullable String text) {
      return text != null && LANGUAGE.matcher(text).matches() ? text : null;
    }
  }
}
