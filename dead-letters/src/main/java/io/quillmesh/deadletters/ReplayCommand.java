package io.quillmesh.deadletters;

import io.quillmesh.deadletters.handling.Replay;
import io.quillmesh.deadletters.letter.Letter;
import io.quillmesh.deadletters.letter.LetterReader;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import picocli.CommandLine.Command;

/** {@code dlt replay}. */
@Command(
    name = "replay",
    description = {
      "Sends letters back to the consumer that failed.",
      "They are written to their topics again, for the group that had put them aside; all others"
          + " skip them. One that fails again becomes a new letter."
    })
final class ReplayCommand extends HandlingCommand {
  @Override
  public String word() {
    return "replayed";
  }

  @Override
  public Optional<ProducerRecord<byte[], byte[]>> record(Letter letter, LetterReader origins) {
    return Optional.of(Replay.of(letter, origins));
  }
}
