package io.quillmesh.tuning.classifier;

import io.quillmesh.tuning.data.Message;
import java.util.List;

/**
 * What a label depends on.
 *
 * @param message what the person wrote
 * @param article whether there is an article
 * @param buttons labels of the buttons that the person sees, in their order; empty when there are
 *     none
 */
public record Situation(String message, boolean article, List<String> buttons) {
  /** Copies the buttons. */
  public Situation {
    buttons = List.copyOf(buttons);
  }

  /** That of a labelled message. */
  public static Situation of(Message message) {
    return new Situation(message.text(), message.article(), message.buttons());
  }
}
