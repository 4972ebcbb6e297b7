package io.quillmesh.tuning.command;

import io.quillmesh.tuning.artefact.ArtefactFile;
import io.quillmesh.tuning.classifier.Guess;
import io.quillmesh.tuning.classifier.Situation;
import io.quillmesh.tuning.classifier.TunedClassifier;
import io.quillmesh.tuning.data.Corpus;
import io.quillmesh.tuning.data.Message;
import io.quillmesh.tuning.data.Route;
import io.quillmesh.tuning.data.Split;
import io.quillmesh.tuning.run.Interval;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./mesh tune eval}. */
@Command(
    name = "eval",
    description = {
      "Asks an artefact all messages of a split, and says how often it is right.",
      "",
      "Example:",
      "  ./mesh tune eval intent-service/tuning/intent.safetensors --floor 0.8",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:below the floor, or not done; the message says why",
      "2:wrong usage"
    })
final class EvalCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private final EncoderOptions encoderOptions = new EncoderOptions();

  @Parameters(paramLabel = "ARTEFACT", description = "What ./mesh tune wrote.")
  private @Nullable Path artefact;

  @Option(
      names = "--data",
      paramLabel = "DIR|FILE",
      description = "The labelled messages (evaluation/<agent>).")
  private @Nullable Path data;

  @Option(
      names = "--score",
      paramLabel = "dev|test",
      defaultValue = "test",
      description = "Which split (${DEFAULT-VALUE}).")
  private Split split = Split.TEST;

  @Option(
      names = "--floor",
      paramLabel = "SHARE",
      defaultValue = "0",
      description = "Fail if the accuracy is below (${DEFAULT-VALUE}).")
  private double floor;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "This text.")
  boolean help;

  @Override
  public Integer call() {
    CommandSpec given = Objects.requireNonNull(spec, "picocli sets it");
    PrintWriter out = given.commandLine().getOut();
    Path root = EncoderOptions.root();
    if (encoderOptions.list) {
      ArtefactFile.read(Objects.requireNonNull(artefact, "picocli sets it"))
          .routes()
          .values()
          .forEach(route -> out.println(route.encoder()));
      return ExitCode.OK;
    }
    try (TunedClassifier classifier =
        TunedClassifier.load(
            Objects.requireNonNull(artefact, "picocli sets it"), encoderOptions.source(root))) {
      Path messages = data == null ? root.resolve("evaluation", classifier.task().agent()) : data;
      Corpus corpus = Corpus.read(messages, classifier.task());
      Map<String, Tally> byLabel = new LinkedHashMap<>();
      Map<Route, Tally> byRoute = new LinkedHashMap<>();
      Tally all = new Tally();
      classifier.task().labels().forEach(label -> byLabel.put(label, new Tally()));
      List<Message> wanted =
          corpus.messages().stream().filter(message -> message.split() == split).toList();
      List<Guess> guesses =
          wanted.parallelStream().map(message -> classifier.guess(Situation.of(message))).toList();
      for (int i = 0; i < wanted.size(); i++) {
        Message message = wanted.get(i);
        boolean answers = guesses.get(i).answers();
        boolean right = guesses.get(i).label().equals(message.label());
        boolean slotless = classifier.task().answered().contains(message.label());
        for (Tally tally :
            List.of(
                all,
                byLabel.computeIfAbsent(message.label(), _ -> new Tally()),
                byRoute.computeIfAbsent(message.route(), _ -> new Tally()))) {
          tally.add(right, answers, slotless);
        }
      }
      out.println("| | messages | right | answered | of these right | slotless ones answered |");
      out.println("|---|---|---|---|---|---|");
      byLabel.forEach((label, tally) -> tally.print(out, label));
      byRoute.forEach((route, tally) -> tally.print(out, route.key()));
      all.print(out, "all");
      if (all.accuracy() < floor) {
        given
            .commandLine()
            .getErr()
            .printf(
                "Error: %s of the messages are right, and the floor is %s%n",
                Interval.share(all.accuracy()), Interval.share(floor));
        return ExitCode.SOFTWARE;
      }
      return ExitCode.OK;
    }
  }
}
