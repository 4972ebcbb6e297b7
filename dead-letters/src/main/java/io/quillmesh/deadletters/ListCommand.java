package io.quillmesh.deadletters;

import io.quillmesh.deadletters.cluster.Cluster;
import io.quillmesh.deadletters.handling.HandledLetters;
import io.quillmesh.deadletters.handling.Mark;
import io.quillmesh.deadletters.letter.Filter;
import io.quillmesh.deadletters.letter.LetterReader;
import io.quillmesh.deadletters.text.Json;
import io.quillmesh.deadletters.view.LetterView;
import io.quillmesh.deadletters.view.Overview;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dlt list}. */
@Command(
    name = "list",
    description = "What lies there: counted by topic, group and reason, then one by one.")
final class ListCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private final Cluster cluster = new Cluster();
  @Mixin private final Filter filter = new Filter();

  @Option(names = "--all", description = "Those that are dealt with, too.")
  private boolean all;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100",
      description = "How many are shown one by one; ${DEFAULT-VALUE} if not given.")
  private int limit;

  @Option(names = "--json", description = "As JSON.")
  private boolean json;

  @Override
  public Integer call() {
    Overview overview = new Overview(limit);
    try (LetterReader reader = new LetterReader(cluster.connection())) {
      HandledLetters handled = HandledLetters.read(reader);
      reader.scan(
          filter::wants,
          letters ->
              letters.stream()
                  .filter(filter::wants)
                  .forEach(letter -> {
                    Optional<Mark> mark = handled.of(letter);
                    if (all || mark.isEmpty()) {
                      overview.add(LetterView.of(letter, mark));
                    }
                  }));
    }
    print(overview, Commands.out(spec));
    return ExitCode.OK;
  }

  private void print(Overview overview, PrintWriter out) {
    if (json) {
      out.println(Json.pretty(overview.report()));
    } else if (overview.count() == 0) {
      out.println("No dead letters.");
    } else {
      overview.printGroups(out, Instant.now());
      out.println();
      overview.printLetters(out);
    }
  }
}
