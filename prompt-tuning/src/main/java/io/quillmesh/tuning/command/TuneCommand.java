package io.quillmesh.tuning.command;

import io.quillmesh.tuning.artefact.ArtefactFile;
import io.quillmesh.tuning.classifier.EncoderSource;
import io.quillmesh.tuning.data.Corpus;
import io.quillmesh.tuning.data.Route;
import io.quillmesh.tuning.data.Split;
import io.quillmesh.tuning.data.TaskFile;
import io.quillmesh.tuning.method.Method;
import io.quillmesh.tuning.run.Assembly;
import io.quillmesh.tuning.run.Assembly.Done;
import io.quillmesh.tuning.run.FrozenEncoder;
import io.quillmesh.tuning.run.Run;
import io.quillmesh.tuning.run.RunResult;
import io.quillmesh.tuning.run.Settings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./mesh tune}. */
@Command(
    name = "./mesh tune",
    description = {
      "Trains a small classifier of one's own for one agent, compares ways to train it, and writes"
          + " an artefact that the tuned model answers with. docs/prompt-tuning.md explains all of it.",
      "",
      "Examples:",
      "  ./mesh tune --agent intent --method v2 --seeds 3",
      "  ./mesh tune --agent intent --method all --seeds 3 --resume",
      "  ./mesh tune eval intent-service/tuning/intent.safetensors",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:not done; the message says why", "2:wrong usage"})
final class TuneCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private final EncoderOptions encoderOptions = new EncoderOptions();
  @Mixin private final SettingOptions settingOptions = new SettingOptions();

  @Option(
      names = "--agent",
      paramLabel = "NAME|DIR",
      description = "intent, or the folder of a declared agent with examples.jsonl.")
  private @Nullable String agent;

  @Option(
      names = "--schema",
      paramLabel = "FILE",
      description =
          "The JSON schema of a declared agent's answer (./mesh agent schema --json DIR, which ./mesh tune does itself).")
  private @Nullable Path schema;

  @Option(
      names = "--method",
      paramLabel = "M,...",
      split = ",",
      defaultValue = "v2",
      description =
          "probe, v1, v2, v2-mlp, v2-lstm, full, or all; the artefact is of the best on dev (${DEFAULT-VALUE}).")
  private List<String> methods = List.of();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "1",
      description = "Train so often, with the seeds 1 to N (${DEFAULT-VALUE}).")
  private int seeds;

  @Option(
      names = "--data",
      paramLabel = "DIR|FILE",
      description = "Other labelled messages than those of the agent's tuning.yml.")
  private @Nullable Path data;

  @Option(
      names = "--encoder",
      paramLabel = "zh=NAME,en=NAME",
      split = ",",
      description =
          "Other encoders than those of tuning.yml: bge-small-zh, minilm-l6, bge-small-en, e5-small.")
  private Map<Route, String> encoders = new TreeMap<>();

  @Option(
      names = "--route",
      paramLabel = "zh|en",
      description = "Train only this one; no artefact is written then.")
  private @Nullable Route only;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Another place for the artefact than that of tuning.yml.")
  private @Nullable Path out;

  @Option(
      names = "--work",
      paramLabel = "DIR",
      description = "For checkpoints and finished runs (.mesh/tuning).")
  private @Nullable Path work;

  @Option(
      names = "--resume",
      description =
          "Take what earlier runs with the same settings have finished, and go on where one was interrupted.")
  private boolean resume;

  @Option(
      names = "--promise",
      paramLabel = "SHARE",
      defaultValue = "0.98",
      description = "Share of answers that must be right (${DEFAULT-VALUE}).")
  private double promised;

  @Option(
      names = "--caution",
      paramLabel = "Z",
      defaultValue = "0",
      description =
          "Standard deviations by which the lower bound of that share on dev is below its estimate (${DEFAULT-VALUE}).")
  private double caution;

  @Option(
      names = "--score",
      paramLabel = "dev|test",
      defaultValue = "test",
      description = "What the tables are of; choose settings on dev (${DEFAULT-VALUE}).")
  private Split split = Split.TEST;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "This text.")
  boolean help;

  @Override
  public Integer call() {
    CommandSpec given = Objects.requireNonNull(spec, "picocli sets it");
    if (agent == null) {
      throw new ParameterException(given.commandLine(), "Which agent? --agent intent, for example");
    }
    if (seeds < 1 || promised <= 0 || promised > 1) {
      throw new ParameterException(
          given.commandLine(), "--seeds is at least 1, and --promise a share above 0, at most 1");
    }
    List<Method> wanted;
    try {
      wanted =
          methods.contains("all")
              ? List.of(Method.values())
              : methods.stream().map(Method::named).toList();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(given.commandLine(), String.valueOf(e.getMessage()));
    }
    PrintWriter writer = given.commandLine().getOut();
    Path root = EncoderOptions.root();
    TaskFile file = AgentPlace.task(root, agent, schema);
    if (encoderOptions.list) {
      names(file).values().forEach(writer::println);
      return ExitCode.OK;
    }
    Corpus corpus = Corpus.read(data == null ? file.data() : data, file.task());
    Assembly assembly = new Assembly(file.task(), corpus, promised, caution);
    Map<Route, FrozenEncoder> opened = open(encoderOptions.source(root), file);
    try {
      Map<Method, List<Map<Route, Done>>> runs = new LinkedHashMap<>();
      for (Method method : wanted) {
        runs.put(method, train(method, file, corpus, opened, root, writer));
      }
      MethodTable table = new MethodTable(file.task(), assembly, split, writer);
      table.methods(runs);
      Map<Route, Done> best = best(runs);
      table.details(best);
      writer.flush();
      if (only == null) {
        Path artefact = out == null ? file.artefact() : out;
        ArtefactFile.write(assembly.of(best), artefact);
        writer.println("Written: " + artefact);
      }
      return ExitCode.OK;
    } finally {
      opened.values().forEach(FrozenEncoder::close);
    }
  }

  private Map<Route, FrozenEncoder> open(EncoderSource source, TaskFile file) {
    Map<Route, FrozenEncoder> opened = new TreeMap<>();
    names(file).forEach((route, name) -> opened.put(route, new FrozenEncoder(source.open(name))));
    return opened;
  }

  private Map<Route, String> names(TaskFile file) {
    Map<Route, String> names = new TreeMap<>(file.encoders());
    names.putAll(encoders);
    if (only != null) {
      names.keySet().retainAll(Set.of(only));
    }
    return names;
  }

  private List<Map<Route, Done>> train(
      Method method,
      TaskFile file,
      Corpus corpus,
      Map<Route, FrozenEncoder> opened,
      Path root,
      PrintWriter writer) {
    Path folder =
        (work == null ? root.resolve(".mesh", "tuning") : work).resolve(file.task().agent());
    List<Map<Route, Done>> results = new ArrayList<>();
    for (int seed = 1; seed <= seeds; seed++) {
      Map<Route, Done> runs = new TreeMap<>();
      for (var entry : opened.entrySet()) {
        Settings settings =
            Settings.of(
                    method,
                    SettingOptions.pooling(entry.getValue().loaded().name()),
                    entry.getValue().loaded().weights().shape().layers(),
                    seed)
                .with(settingOptions.overrides());
        Run run =
            new Run(
                file.task(),
                corpus,
                entry.getKey(),
                entry.getValue(),
                settings,
                settingOptions.threads());
        String name = "%s %s seed %d".formatted(method.key(), entry.getKey().key(), seed);
        boolean terminal = System.console() != null && System.console().isTerminal();
        RunResult result =
            run.go(
                folder, resume, new ProgressLine(writer, terminal, name, settings.plan().epochs()));
        runs.put(entry.getKey(), new Done(run, result));
      }
      results.add(runs);
    }
    return results;
  }

  /** Of each route the run that is best on dev. */
  private static Map<Route, Done> best(Map<Method, List<Map<Route, Done>>> runs) {
    Map<Route, List<Done>> byRoute = new TreeMap<>();
    runs.values().stream()
        .flatMap(List::stream)
        .flatMap(seed -> seed.entrySet().stream())
        .forEach(entry ->
            byRoute.computeIfAbsent(entry.getKey(), _ -> new ArrayList<>()).add(entry.getValue()));
    Map<Route, Done> best = new TreeMap<>();
    byRoute.forEach((route, all) ->
        best.put(
            route,
            all.stream()
                .max(
                    Comparator.comparingDouble((Done done) -> done.result().dev().accuracy())
                        .thenComparingDouble(done -> -done.result().dev().loss(1)))
                .orElseThrow()));
    return best;
  }
}
