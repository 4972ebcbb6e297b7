package io.quillmesh.gateway.conversation;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A part of an owner's list of conversations, the most recent first.
 *
 * @param next where the next part begins; null when this is the last one
 */
public record ConversationPage(List<ConversationSummary> conversations, @Nullable Place next) {

  /**
   * Which part of the list is asked for.
   *
   * @param text words that all must be in a title; empty for any title
   * @param limit how many at most
   * @param after the last one that the client has; null for the beginning
   */
  public record Query(String text, int limit, @Nullable Place after) {}

  /**
   * A place in the list, behind one conversation. It is said by time and not by number, so it stays
   * the same while conversations come, go and move up.
   */
  public record Place(Instant updatedAt, String id) implements Comparable<Place> {
    private static final char PART = ' ';

    public static Place of(ConversationSummary summary) {
      return new Place(summary.updatedAt(), summary.id());
    }

    /** The most recent first. */
    @Override
    public int compareTo(Place other) {
      int byTime = other.updatedAt.compareTo(updatedAt);
      return byTime != 0 ? byTime : id.compareTo(other.id);
    }

    /** For clients, which need not understand it. */
    public String toCursor() {
      String text = updatedAt.toString() + PART + id;
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Empty if it was not made here. */
    public static Optional<Place> ofCursor(String cursor) {
      try {
        String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        int end = text.indexOf(PART);
        return end < 0
            ? Optional.empty()
            : Optional.of(
                new Place(Instant.parse(text.substring(0, end)), text.substring(end + 1)));
      } catch (IllegalArgumentException | DateTimeException e) {
        return Optional.empty();
      }
    }
  }
}
