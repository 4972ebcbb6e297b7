package io.quillmesh.writing;

import io.quillmesh.schemas.Turn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that the client's application says of the person's situation, such as the page that
 * they look at: AG-UI's context, as prompts show it. Data, like all that comes with a turn.
 *
 * @param description what it is
 * @param value the thing itself
 */
public record Circumstance(String description, String value) {

  /** What came with a turn; null when nothing did, so that a prompt's document leaves it out. */
  public static @Nullable List<Circumstance> of(Turn turn) {
    return turn.getClientContext().isEmpty()
        ? null
        : turn.getClientContext().stream()
            .map(item -> new Circumstance(item.getDescription(), item.getValue()))
            .toList();
  }
}
