package io.quillmesh.offlinemodel.writing;

import org.jspecify.annotations.Nullable;

/** What a message asks to change in an article. */
public sealed interface Edit {

  /** Another title, named by the person. */
  record SetTitle(String title) implements Edit {}

  /** Another title, whichever. */
  record NewTitle() implements Edit {}

  /**
   * A new passage.
   *
   * @param where null for before the last section
   * @param asSection whether it gets a heading of its own
   */
  record Add(String subject, @Nullable Target where, boolean asSection) implements Edit {}

  /** A sentence that names something. */
  record Mention(String subject) implements Edit {}

  /** A part less. */
  record Remove(Target target) implements Edit {}

  /** A part in other words. */
  record Rewrite(Target target) implements Edit {}

  /** A part in another mood, in the person's words. */
  record Tone(Target target, String mood) implements Edit {}

  /** The whole in another mood. */
  record Mood(String mood) implements Edit {}

  /** A part of another length, such as {@code 0.5x}. */
  record Resize(Target target, String length) implements Edit {}

  /** One wording for another, wherever it stands. */
  record Replace(String from, String to) implements Edit {}

  /** A little better all over. */
  record Polish() implements Edit {}

  /** Not understood: nothing is changed. */
  record Unclear() implements Edit {}
}
