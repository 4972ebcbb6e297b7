package io.quillmesh.gateway.http;

import io.quillmesh.gateway.conversation.ConversationPage;
import io.quillmesh.gateway.conversation.ConversationPage.Place;
import io.quillmesh.gateway.problem.ProblemCode;
import io.quillmesh.gateway.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Reads which part of a list of conversations is asked for. */
final class ListQuery {
  private static final int MAX_LIMIT = 200;
  private static final int LIMIT = 100;

  /** As long as a title can be. */
  private static final int MAX_TEXT = 200;

  private ListQuery() {}

  /**
   * The part; without anything said the first hundred.
   *
   * @throws ProblemException if a parameter is not as it must be
   */
  static ConversationPage.Query of(
      @Nullable String text, @Nullable String limit, @Nullable String after) {
    return new ConversationPage.Query(text(text), limit(limit), place(after));
  }

  private static String text(@Nullable String text) {
    if (text != null && text.length() > MAX_TEXT) {
      throw malformed(
          "\"query\" has at most %d characters, not %d.".formatted(MAX_TEXT, text.length()));
    }
    return text == null ? "" : text;
  }

  private static int limit(@Nullable String limit) {
    return limit == null ? LIMIT : WholeNumbers.parameter("limit", limit, 1, MAX_LIMIT);
  }

  private static @Nullable Place place(@Nullable String cursor) {
    return cursor == null
        ? null
        : Place.ofCursor(cursor)
            .orElseThrow(() ->
                malformed(
                    "\"after\" must be the \"next\" of an earlier answer. Without it the list"
                        + " begins at its top."));
  }

  private static ProblemException malformed(String detail) {
    return new ProblemException(ProblemCode.MALFORMED, detail);
  }
}
