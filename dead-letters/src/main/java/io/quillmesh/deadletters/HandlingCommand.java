package io.quillmesh.deadletters;

import io.quillmesh.deadletters.cluster.Cluster;
import io.quillmesh.deadletters.cluster.Connection;
import io.quillmesh.deadletters.handling.HandledLetters;
import io.quillmesh.deadletters.handling.Handling;
import io.quillmesh.deadletters.handling.Handling.Way;
import io.quillmesh.deadletters.handling.Mark;
import io.quillmesh.deadletters.letter.Filter;
import io.quillmesh.deadletters.letter.Letter;
import io.quillmesh.deadletters.letter.LetterId;
import io.quillmesh.deadletters.letter.LetterReader;
import io.quillmesh.deadletters.text.Json;
import io.quillmesh.deadletters.view.LetterView;
import io.quillmesh.deadletters.view.Overview;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A command that handles letters, either by name or all that a filter finds. */
abstract class HandlingCommand implements Callable<Integer>, Way {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private final Cluster cluster = new Cluster();
  @Mixin private final Filter filter = new Filter();

  @Parameters(
      arity = "0..*",
      paramLabel = "LETTER",
      description = "A letter's name, as list shows it.")
  private List<String> names = List.of();

  @Option(
      names = "--all",
      description =
          "All that --topic, --group and --reason find. Without --yes it only says which.")
  private boolean all;

  @Option(names = "--yes", description = "Do it.")
  private boolean yes;

  @Option(names = "--again", description = "Even if a letter that is named was dealt with before.")
  private boolean again;

  @Option(
      names = "--by",
      paramLabel = "NAME",
      defaultValue = "${sys:user.name}",
      description = "Who does it, for the record; ${DEFAULT-VALUE} if not given.")
  private String by = "";

  @Option(names = "--note", paramLabel = "TEXT", description = "Why, for the record.")
  private @Nullable String note;

  @Option(names = "--json", description = "As JSON.")
  private boolean json;

  private final List<String> done = new ArrayList<>();
  private final List<Failure> failures = new ArrayList<>();

  /** A letter that was not handled. */
  record Failure(String letter, String why) {}

  @Override
  public Integer call() {
    List<LetterId> ids = Commands.ids(spec, names);
    if (ids.isEmpty() != all) {
      throw Commands.wrong(spec, "Name letters, or use --all with --topic, --group or --reason.");
    }
    if (!all && !filter.isEmpty()) {
      throw Commands.wrong(
          spec, "--topic, --group and --reason go with --all, not with letters that are named.");
    }
    Connection connection = cluster.connection();
    try (LetterReader reader = new LetterReader(connection)) {
      HandledLetters handled = HandledLetters.read(reader);
      if (all && !yes) {
        return announce(reader, handled);
      }
      try (Handling handling = new Handling(connection, this, by, note, this::done, this::failed)) {
        if (all) {
          reader.scan(filter::wants, letters -> handling.handle(wanted(letters, handled)));
        } else {
          handling.handle(named(ids, reader, handled));
        }
      }
    } finally {
      // Also if the broker has gone away meanwhile: report what was done.
      conclude();
    }
    return failures.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private List<Letter> wanted(List<Letter> letters, HandledLetters handled) {
    return letters.stream()
        .filter(filter::wants)
        .filter(letter -> handled.of(letter).isEmpty())
        .toList();
  }

  private List<Letter> named(List<LetterId> ids, LetterReader reader, HandledLetters handled) {
    List<Letter> letters = new ArrayList<>();
    for (LetterId id : ids) {
      Optional<Letter> letter = reader.find(id);
      Optional<Mark> mark = letter.flatMap(handled::of);
      if (letter.isEmpty()) {
        failed(id, String.valueOf(Commands.unknown(id).getMessage()));
      } else if (mark.isPresent() && !again) {
        failed(id, "was " + mark.get().describe() + " (--again does it once more)");
      } else {
        letters.add(letter.get());
      }
    }
    return letters;
  }

  private int announce(LetterReader reader, HandledLetters handled) {
    Overview overview = new Overview(0);
    reader.scan(
        filter::wants,
        letters ->
            wanted(letters, handled)
                .forEach(letter -> overview.add(LetterView.of(letter, Optional.empty()))));
    if (json) {
      Commands.out(spec).println(Json.pretty(overview.report()));
    } else if (overview.count() > 0) {
      overview.printGroups(Commands.out(spec), Instant.now());
    }
    if (overview.count() == 0) {
      Commands.err(spec).println("There are no such letters.");
      return ExitCode.OK;
    }
    Commands.err(spec)
        .println(
            "Nothing was done. With --yes, %d letters would be %s."
                .formatted(overview.count(), word()));
    return ExitCode.USAGE;
  }

  private void done(Letter letter) {
    done.add(letter.id().toString());
    if (!json) {
      Commands.out(spec).println(letter.id() + " " + word());
    }
  }

  private void failed(LetterId id, String why) {
    failures.add(new Failure(id.toString(), why));
    Commands.err(spec).println("Error: " + id + " is not " + word() + ": " + why);
  }

  private void conclude() {
    if (json) {
      Commands.out(spec)
          .println(Json.pretty(new TreeMap<>(Map.of(word(), done, "failed", failures))));
    }
  }
}
