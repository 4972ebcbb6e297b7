package io.quillmesh.deadletters.view;

import io.quillmesh.deadletters.handling.Mark;
import io.quillmesh.deadletters.letter.Letter;
import io.quillmesh.deadletters.text.Text;
import io.quillmesh.schemas.deadletter.DeadLetterHeaders.Death;
import io.quillmesh.schemas.deadletter.DeadLetterHeaders.Origin;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A letter as operators see it, without its value. The component names are the names in JSON.
 *
 * @param topic where the record was read; null if not known, and then partition, offset and group
 *     are null too
 * @param since when it was put aside
 * @param bytes of the value
 * @param replays how often the record had been replayed before
 * @param handled what was done with it; null if nothing was
 */
public record LetterView(
    String letter,
    @Nullable String topic,
    @Nullable Integer partition,
    @Nullable Long offset,
    @Nullable String group,
    String reason,
    @Nullable String message,
    Instant since,
    String key,
    int bytes,
    int replays,
    @Nullable Mark handled) {

  public static LetterView of(Letter letter, Optional<Mark> handled) {
    Origin origin = letter.death().map(Death::origin).orElse(null);
    byte[] value = letter.record().value();
    return new LetterView(
        letter.id().toString(),
        origin == null ? null : origin.topic(),
        origin == null ? null : origin.partition(),
        origin == null ? null : origin.offset(),
        origin == null ? null : origin.group(),
        Text.printable(letter.reason()),
        letter.death().map(Death::message).map(Text::printable).orElse(null),
        letter.since(),
        Text.of(letter.record().key()),
        value == null ? 0 : value.length,
        letter.replays(),
        handled.orElse(null));
  }
}
