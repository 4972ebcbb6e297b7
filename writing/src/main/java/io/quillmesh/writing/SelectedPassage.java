package io.quillmesh.writing;

import io.quillmesh.schemas.Selection;
import io.quillmesh.schemas.Turn;
import org.jspecify.annotations.Nullable;

/**
 * The passage of the article that a message is about, as prompts show it.
 *
 * @param text the passage; of a long one, its beginning and its end
 */
public record SelectedPassage(String text) {
  /** In UTF-16 units. */
  private static final int LONGEST = 1_000;

  private static final String LEFT_OUT = " … ";

  /** The one of a turn; null when its message is about no passage. */
  public static @Nullable SelectedPassage of(Turn turn) {
    Selection selection = turn.getSelection();
    return selection == null ? null : new SelectedPassage(shortened(selection.getText()));
  }

  /** A text as it is, or its beginning and its end; never half of a character. */
  public static String shortened(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    int half = (LONGEST - LEFT_OUT.length()) / 2;
    return Cut.beginning(text, half) + LEFT_OUT + Cut.end(text, half);
  }
}
