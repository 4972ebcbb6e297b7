package io.quillmesh.writing;

import io.quillmesh.schemas.Slots;
import org.jspecify.annotations.Nullable;

/**
 * What the intent agent read out of the message, as prompts show it; null where it says nothing.
 */
public record Wishes(
    @Nullable String topic,
    @Nullable String style,
    @Nullable String mood,
    @Nullable String length,
    @Nullable String language,
    @Nullable String template) {

  /** The wishes in these slots. */
  public static Wishes of(Slots slots) {
    return new Wishes(
        slots.getTopic(),
        slots.getStyle(),
        slots.getMood(),
        slots.getLength(),
        slots.getLanguage(),
        slots.getTemplate());
  }
}
