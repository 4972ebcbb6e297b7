package io.quillmesh.deadletters.handling;

import io.quillmesh.deadletters.letter.Letter;
import io.quillmesh.deadletters.text.Text;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What was done with a letter. * * @param letterTimestamp the letter's own timestamp, in epoch
 * milliseconds: it tells the letter apart from one at the same place in a topic that was deleted
 * and created again
 *
 * @param action replayed or dropped
 * @param by who did it * @param note the reason in the operator's words; null if there is none
 */
public record Mark(
    long letterTimestamp, String action, Instant at, String by, @Nullable String note) {

  static Mark of(Letter letter, String action, Instant at, String by, @Nullable String note) {
    return new Mark(letter.record().timestamp(), action, at, by, note);
  }

  boolean isOf(Letter letter) {
    return letterTimestamp == letter.record().timestamp();
  }

  /** In words. */
  public String describe() {
    return Text.printable(
        action
            + " at "
            + at.truncatedTo(ChronoUnit.SECONDS)
            + " by "
            + by
            + (note == null ? "" : ": " + note));
  }
}
