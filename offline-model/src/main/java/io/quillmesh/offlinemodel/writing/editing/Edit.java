package io.quillmesh.offlinemodel.writing.editing;

import org.jspecify.annotations.Nullable;

/** What a message asks to change in an article. */
public sealed interface Edit {

  /** Another title, which the person names. */
  record SetTitle(String title) implements Edit {}

  /** Any other title. */
  record NewTitle() implements Edit {}

  /**
   * A new passage.
   *
   * @param where null for before the last section
   * @param asSection whether it gets a heading of its own
   */
  record Add(String subject, @Nullable Target where, boolean asSection) implements Edit {}

  /** A sentence that mentions something. */
  record Mention(String subject) implements Edit {}

  /** Without a part. */
  record Remove(Target target) implements Edit {}

  /** A part in different words. */
  record Rewrite(Target target) implements Edit {}

  /** A part in another mood, in the person's words. */
  record Tone(Target target, String mood) implements Edit {}

  /** The whole in another mood. */
  record Mood(String mood) implements Edit {}

  /** A part with another length, such as {@code 0.5x}. */
  record Resize(Target target, String length) implements Edit {}

  /** One wording replaced by another, everywhere. */
  record Replace(String from, String to) implements Edit {}

  /** A small improvement everywhere. */
  record Polish() implements Edit {}

  /** The request was not understood, so nothing changes. */
  record Unclear() implements Edit {}
}
