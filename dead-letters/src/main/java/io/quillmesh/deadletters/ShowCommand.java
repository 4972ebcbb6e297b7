package io.quillmesh.deadletters;

import io.quillmesh.deadletters.cluster.Cluster;
import io.quillmesh.deadletters.cluster.Connection;
import io.quillmesh.deadletters.handling.HandledLetters;
import io.quillmesh.deadletters.letter.Letter;
import io.quillmesh.deadletters.letter.LetterId;
import io.quillmesh.deadletters.letter.LetterReader;
import io.quillmesh.deadletters.letter.Values;
import io.quillmesh.deadletters.text.Json;
import io.quillmesh.deadletters.view.Content;
import io.quillmesh.deadletters.view.LetterDetails;
import io.quillmesh.schemas.EventCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dlt show}. */
@Command(
    name = "show",
    description = {
      "All about letters, the event itself included.",
      "Why they lie there, their headers, what was done about them, and the event where it can be"
          + " decoded, else the beginning of the bytes."
    })
final class ShowCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private final Cluster cluster = new Cluster();

  @Parameters(
      arity = "1..*",
      paramLabel = "LETTER",
      description = "A letter's name, as list shows it.")
  private List<String> names = List.of();

  @Option(names = "--json", description = "As JSON, with the whole value in Base64.")
  private boolean json;

  @Override
  public Integer call() {
    List<LetterId> ids = Commands.ids(spec, names);
    Connection connection = cluster.connection();
    Optional<EventCodec> codec = connection.registry().map(url -> new EventCodec(url, false));
    List<LetterDetails> found = new ArrayList<>();
    boolean isComplete = true;
    try (LetterReader reader = new LetterReader(connection)) {
      HandledLetters handled = HandledLetters.read(reader);
      for (LetterId id : ids) {
        Letter letter = reader.find(id).orElseThrow(() -> Commands.unknown(id));
        byte[] value = Values.find(letter, reader).orElse(null);
        Content content = Content.of(letter, value, codec);
        isComplete &= !(content instanceof Content.Unknown);
        found.add(LetterDetails.of(letter, handled.of(letter), value, content));
      }
    } finally {
      codec.ifPresent(EventCodec::close);
    }
    if (json) {
      Commands.out(spec).println(Json.pretty(found));
    } else {
      found.forEach(details -> details.print(Commands.out(spec)));
    }
    return isComplete ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
