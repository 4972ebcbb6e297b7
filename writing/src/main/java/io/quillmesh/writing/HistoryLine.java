package io.quillmesh.writing;

import io.quillmesh.schemas.HistoryMessage;
import io.quillmesh.schemas.Speaker;
import io.quillmesh.schemas.Turn;
import java.util.List;

/**
 * One earlier message, as prompts show it.
 *
 * @param role {@code user} or {@code assistant}
 */
public record HistoryLine(String role, String text) {

  /** The history of a turn, the oldest message first. */
  public static List<HistoryLine> of(Turn turn) {
    return turn.getHistory().stream().map(HistoryLine::of).toList();
  }

  private static HistoryLine of(HistoryMessage message) {
    return new HistoryLine(
        message.getSpeaker() == Speaker.ASSISTANT ? "assistant" : "user", message.getText());
  }
}
