package io.quillmesh.gateway.conversation.passage;

import io.quillmesh.gateway.conversation.effects.EffectsBuilder;
import io.quillmesh.gateway.conversation.state.ArticleVersion;
import io.quillmesh.gateway.conversation.state.Submission.Selected;
import io.quillmesh.schemas.Selection;
import org.jspecify.annotations.Nullable;

/** What messages select, against the article as it is. */
public final class Selections {
  private Selections() {}

  /**
   * Why a message cannot be answered.
   *
   * @param code as clients get it
   * @param message what is wrong, and what to do
   */
  public record Misfit(String code, String message) {}

  /**
   * What is wrong with a selection; null when it fits the article. One that does not fit now never
   * will: no version comes again.
   *
   * @param selected null when nothing is selected, which always fits
   */
  public static @Nullable Misfit misfit(EffectsBuilder effects, @Nullable Selected selected) {
    return misfit(effects, effects.baseline().currentArticle(effects.turn()), selected);
  }

  /**
   * The same against another version.
   *
   * @param version the article; 0 when there is none
   */
  public static @Nullable Misfit misfit(
      EffectsBuilder effects, int version, @Nullable Selected selected) {
    if (selected == null) {
      return null;
    }
    ArticleVersion article = effects.article(version);
    if (article == null) {
      return bad(
          "There is no article to select a passage of. Send the message without a selection.");
    }
    if (selected.version() != version) {
      return stale(
          "The passage was selected in version %d, but the article is version %d now. Select it there, and send the message again."
              .formatted(selected.version(), version));
    }
    String markdown = article.markdown();
    int start = selected.start();
    int end = selected.end();
    if (start < 0 || end <= start || end > markdown.length()) {
      return bad(
          "A passage begins before it ends, within the %d UTF-16 units of the article, not at %d and %d. Select it again, and send the message again."
              .formatted(markdown.length(), start, end));
    }
    if (cutsPair(markdown, start) || cutsPair(markdown, end)) {
      return bad(
          "The passage from %d to %d begins or ends inside of a character. Select whole characters, and send the message again."
              .formatted(start, end));
    }
    if (!selected.isOf(markdown.substring(start, end))) {
      return stale(
          "Between %d and %d, version %d has another text than the selected one. Load the article, select the passage there, and send the message again."
              .formatted(start, end, version));
    }
    return null;
  }

  /** Whether a place is between the two halves of a surrogate pair. */
  private static boolean cutsPair(String text, int at) {
    return at > 0
        && at < text.length()
        && Character.isHighSurrogate(text.charAt(at - 1))
        && Character.isLowSurrogate(text.charAt(at));
  }

  private static Misfit bad(String message) {
    return rejected("BAD_SELECTION", message);
  }

  private static Misfit stale(String message) {
    return rejected("SELECTION_STALE", message);
  }

  private static Misfit rejected(String code, String message) {
    return new Misfit(code, message);
  }

  /** A selection that fits, with its text; null when there is none. */
  public static @Nullable Selection toRecord(EffectsBuilder effects, @Nullable Selected selected) {
    ArticleVersion article = selected == null ? null : effects.article(selected.version());
    return selected == null || article == null
        ? null
        : new Selection(
            selected.version(),
            selected.start(),
            selected.end(),
            article.markdown().substring(selected.start(), selected.end()));
  }

  /**
   * What a new version has in the place of the selected passage; null when it is not otherwise the
   * old one, to the last character.
   */
  public static @Nullable String rewritten(
      EffectsBuilder effects, Selected selected, String markdown) {
    ArticleVersion article = effects.article(selected.version());
    if (article == null) {
      return null;
    }
    String before = article.markdown().substring(0, selected.start());
    String after = article.markdown().substring(selected.end());
    boolean isOnlyPassage =
        markdown.length() >= before.length() + after.length()
            && markdown.startsWith(before)
            && markdown.endsWith(after);
    return isOnlyPassage
        ? markdown.substring(before.length(), markdown.length() - after.length())
        : null;
  }
}
