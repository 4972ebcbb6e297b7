package io.quillmesh.tuning.data;

import java.util.List;

/**
 * A labelled message.
 *
 * @param text what the person wrote
 * @param article whether there was an article
 * @param buttons labels of the buttons that the person saw
 * @param label what it is
 * @param topic the unit of the split
 * @param split what it is there for
 */
public record Message(
    String text, boolean article, List<String> buttons, String label, String topic, Split split) {
  /** Copies the buttons. */
  public Message {
    buttons = List.copyOf(buttons);
  }

  /** Which encoder reads it. */
  public Route route() {
    return Route.of(text);
  }
}
