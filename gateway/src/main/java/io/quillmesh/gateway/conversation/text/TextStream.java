package io.quillmesh.gateway.conversation.text;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.ArrayList;
import java.util.List;

/**
 * How much of a text of the running turn is shown: {@code Unwritten → Thinking → Writing →
 * Written}; a model need not think first. A text that is written again from the start is a new part
 * with its own message, and the old stream is fenced off.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
  @JsonSubTypes.Type(value = TextStream.Unwritten.class, name = "UNWRITTEN"),
  @JsonSubTypes.Type(value = TextStream.Thinking.class, name = "THINKING"),
  @JsonSubTypes.Type(value = TextStream.Writing.class, name = "WRITING"),
  @JsonSubTypes.Type(value = TextStream.Written.class, name = "WRITTEN")
})
public sealed interface TextStream {

  /** Nothing is shown yet. */
  record Unwritten() implements TextStream {}

  /**
   * Its model thinks, and has written nothing.
   *
   * @param aloud whether clients see what it thinks, in a message that is open
   */
  record Thinking(boolean aloud) implements TextStream {}

  /**
   * A message is open.
   *
   * @param streamId the model call that it shows
   * @param part the message, from 1
   * @param length how much of it is shown, in UTF-16 units
   * @param hash of what is shown, as {@link String#hashCode()}: enough to see that a result
   *     continues it
   * @param fenced streams that were given up
   */
  record Writing(String streamId, int part, int length, int hash, List<String> fenced)
      implements TextStream {

    public static Writing first(String streamId) {
      return new Writing(streamId, 1, 0, 0, List.of());
    }

    /** The same message, longer. */
    public Writing plus(String text) {
      int longer = hash;
      for (int i = 0; i < text.length(); i++) {
        longer = 31 * longer + text.charAt(i);
      }
      return new Writing(streamId, part, length + text.length(), longer, fenced);
    }

    /** Another stream begins, in a message of its own. */
    public Writing again(String newStreamId) {
      List<String> more = new ArrayList<>(fenced);
      more.add(streamId);
      return new Writing(newStreamId, part + 1, 0, 0, more);
    }

    /** Whether a whole text begins with what is shown. */
    public boolean isBeginningOf(String whole) {
      return whole.length() >= length && whole.substring(0, length).hashCode() == hash;
    }
  }

  /** Nothing more is shown. */
  record Written() implements TextStream {}
}
