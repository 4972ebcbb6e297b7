package io.quillmesh.generator;

import io.quillmesh.schemas.Intent;
import io.quillmesh.schemas.Recognition;
import io.quillmesh.schemas.Turn;

/** What a message makes the generator do. */
enum Task {
  /** A new article. */
  WRITE,
  /** A new version of the present one. */
  REVISE,
  /** More of the present one, whose end is missing. */
  CONTINUE,
  /** A new text in the place of the selected passage, and nothing else. */
  PASSAGE,
  /** The message is not about changing an article, or there is none to change. */
  NOTHING;

  static Task of(Turn turn, Recognition recognition) {
    if (turn.getSelection() != null && turn.getArticle() != null) {
      return ofPassage(recognition);
    }
    return switch (recognition.getIntent()) {
      case GENERATE_ARTICLE -> WRITE;
      case REVISE_CONTENT, CHANGE_STYLE, CHANGE_LENGTH, TRANSLATE, CHOOSE_TEMPLATE -> {
        if (turn.getArticle() != null) {
          yield REVISE;
        }
        // "Something short and funny about cats" may be taken for a change of style.
        yield hasTopic(turn, recognition) ? WRITE : NOTHING;
      }
      case CONTINUE_ARTICLE -> turn.getArticle() == null ? NOTHING : CONTINUE;
      case UNKNOWN, ASK_ABOUT_ARTICLE, ASK_CAPABILITIES, SMALL_TALK, OTHER -> NOTHING;
    };
  }

  /** Whatever is asked for, nothing but the passage changes. */
  private static Task ofPassage(Recognition recognition) {
    return switch (recognition.getIntent()) {
      case GENERATE_ARTICLE,
          REVISE_CONTENT,
          CHANGE_STYLE,
          CHANGE_LENGTH,
          TRANSLATE,
          CHOOSE_TEMPLATE,
          CONTINUE_ARTICLE,
          OTHER ->
          PASSAGE;
      case UNKNOWN, ASK_ABOUT_ARTICLE, ASK_CAPABILITIES, SMALL_TALK -> NOTHING;
    };
  }

  private static boolean hasTopic(Turn turn, Recognition recognition) {
    String topic = recognition.getSlots().getTopic();
    if (topic != null && !topic.isBlank()) {
      return true;
    }
    // Templates are offered for a topic that was decided on in an earlier turn.
    return recognition.getIntent() == Intent.CHOOSE_TEMPLATE && !turn.getDecisions().isEmpty();
  }
}
