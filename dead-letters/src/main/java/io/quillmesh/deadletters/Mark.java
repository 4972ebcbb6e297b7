package io.quillmesh.deadletters;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What was done about a letter.
 *
 * @param letterTimestamp the letter's own, in epoch milliseconds: it tells the letter from one that
 *     lies at the same place of a topic that was deleted and made again
 * @param action replayed or dropped
 * @param by who did it
 * @param note why, in the operator's words; null if there are none
 */
record Mark(long letterTimestamp, String action, Instant at, String by, @Nullable String note) {

  static Mark of(Letter letter, String action, Instant at, String by, @Nullable String note) {
    return new Mark(letter.record().timestamp(), action, at, by, note);
  }

  boolean isOf(Letter letter) {
    return letterTimestamp == letter.record().timestamp();
  }

  /** In words. */
  String describe() {
    return Text.printable(
        action
            + " at "
            + at.truncatedTo(ChronoUnit.SECONDS)
            + " by "
            + by
            + (note == null ? "" : ": " + note));
  }
}
