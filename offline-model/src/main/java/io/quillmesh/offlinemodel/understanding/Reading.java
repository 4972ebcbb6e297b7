package io.quillmesh.offlinemodel.understanding;

import io.quillmesh.offlinemodel.understanding.words.Language;

/**
 * How a message was understood.
 *
 * @param confidence from 0 to 1
 */
public record Reading(Language language, Intent intent, double confidence, Slots slots) {
  private static final double LIKELY = 0.7;

  /** The same message, about a selected passage: what only an article can be asked is a change. */
  Reading ofPassage() {
    return switch (intent) {
      case GENERATE_ARTICLE, CHOOSE_TEMPLATE, CONTINUE_ARTICLE, OTHER ->
          new Reading(language, Intent.REVISE_CONTENT, Math.max(confidence, LIKELY), slots);
      case REVISE_CONTENT,
          CHANGE_STYLE,
          CHANGE_LENGTH,
          TRANSLATE,
          ASK_ABOUT_ARTICLE,
          ASK_CAPABILITIES,
          SMALL_TALK ->
          this;
    };
  }
}
