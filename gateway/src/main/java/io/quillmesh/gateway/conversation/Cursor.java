package io.quillmesh.gateway.conversation;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a client stands in the frames of a conversation.
 *
 * @param epoch a random id of the task that numbered the frame
 * @param sequence the frame's number, from 1
 */
public record Cursor(String epoch, long sequence) {
  private static final Pattern FORM = Pattern.compile("([A-Za-z0-9_-]{1,64})\\.([0-9]{1,18})");

  /** Reads {@code <epoch>.<sequence>}; empty when it has another form. */
  public static Optional<Cursor> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(new Cursor(matcher.group(1), Long.parseLong(matcher.group(2))))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return epoch + "." + sequence;
  }
}
