package io.quillmesh.deadletters;

import io.quillmesh.deadletters.letter.Letter;
import io.quillmesh.deadletters.letter.LetterReader;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import picocli.CommandLine.Command;

/** {@code dlt drop}. */
@Command(
    name = "drop",
    description = {
      "Marks letters as dealt with.",
      "list shows them only with --all. Their bytes stay where they are until the topic's"
          + " retention deletes them."
    })
final class DropCommand extends HandlingCommand {
  @Override
  public String word() {
    return "dropped";
  }

  @Override
  public Optional<ProducerRecord<byte[], byte[]>> record(Letter letter, LetterReader origins) {
    return Optional.empty();
  }
}
