package io.quillmesh.gateway.conversation.versions;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a person came to save a version.
 *
 * @param after the version that the person had before them
 * @param restored the version whose text it is; null for an edit
 * @param aside true if it was kept beside the article; else null
 * @param sitting null unless it is an edit that became the article
 */
public record Save(
    int after, @Nullable Integer restored, @Nullable Boolean aside, @Nullable Sitting sitting) {

  /**
   * Edits one after the other, of which only the last is kept.
   *
   * @param since when it began
   * @param first its first version
   * @param turns how many turns there had been
   */
  public record Sitting(Instant since, int first, long turns) {
    /** Long enough to write a passage, short enough to go back to what was before it. */
    static final Duration LONGEST = Duration.ofMinutes(10);

    /** Whether an edit now belongs to it. */
    public boolean isOpen(Instant now, long turnsNow) {
      return turns == turnsNow && !now.isAfter(since.plus(LONGEST));
    }
  }

  /**
   * An edit that became the article.
   *
   * @param sitting null for one of an earlier release
   */
  public static Save edit(int after, @Nullable Sitting sitting) {
    return new Save(after, null, null, sitting);
  }

  /** An edit that is kept beside the article. */
  public static Save aside(int after) {
    return new Save(after, null, true, null);
  }

  /** The text of a version, which is the article again. */
  public static Save restored(int after, int version) {
    return new Save(after, version, null, null);
  }

  /** Whether it is an edit of this version. */
  public boolean isEditOf(int version) {
    return after == version && restored == null;
  }

  /** Whether it was the article at some time. */
  public boolean isArticle() {
    return !Boolean.TRUE.equals(aside);
  }
}
