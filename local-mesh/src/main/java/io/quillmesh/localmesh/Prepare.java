package io.quillmesh.localmesh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * {@code mesh build}'s last step: makes the AOT caches that are missing, by one run of the mesh,
 * with a turn in it, on ports and data of its own.
 */
final class Prepare {

  /** Writing a cache takes a process some ten seconds of both cores, after its end. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** The second run would write the cache anew, of less. */
  private static final RestartPolicy NO_RESTART =
      new RestartPolicy(Duration.ZERO, Duration.ZERO, Duration.ofDays(1), 1);

  private static final Duration PATIENCE_WHEN_CANCELLED = Duration.ofSeconds(2);

  /** A turn would call the model that such a variable names, which may be a real one. */
  private static final Pattern MODEL_VARIABLE =
      Pattern.compile("(INTENT|CONTEXT|GENERATOR|REPLY|PHASE)_(FALLBACK_)?BASE_URL");

  private final Options wanted;
  private final Checkout checkout;
  private final Map<String, String> variables;
  private final Console console;
  private final List<AotCache> trained = new ArrayList<>();

  Prepare(Options wanted, Checkout checkout, Map<String, String> variables, Console console) {
    this.wanted = wanted;
    this.checkout = checkout;
    this.variables = variables;
    this.console = console;
  }

  void run() throws IOException, InterruptedException {
    Path folder = AotCache.folder(checkout);
    var data = new DataFolder(folder.resolve("training"));
    try (var _ = new DataFolder(folder).lock()) {
      Trees.delete(data.path());
      Files.createDirectories(data.path());
      var options =
          new Options(
              data.path(),
              Options.randomPorts(),
              List.of(),
              wanted.partitions(),
              wanted.without(),
              true,
              wanted.jvmFlags());
      var model = ModelSettings.of(Map.of(), options.port(Part.OFFLINE_MODEL));
      var programs =
          new Programs(checkout, data, options, model, SessionKey.readOrCreate(data.sessionKey()));
      if (!isComplete(programs)) {
        console.say(
            "Making caches for a quick start; once after a change, it takes a minute or two");
        train(data, programs, options);
      }
      Trees.delete(data.path());
    }
  }

  private boolean isComplete(Programs programs) throws IOException {
    for (Instance instance : programs.instances()) {
      if (!AotCache.of(programs.of(instance), checkout).exists()) {
        return false;
      }
    }
    return true;
  }

  private void train(DataFolder data, Programs programs, Options options)
      throws IOException, InterruptedException {
    var environment =
        new Supervised.Environment(data, new PidFiles(data.run()), NO_RESTART, console);
    var mesh =
        new Mesh(programs.instances(), it -> training(programs.of(it)), options, environment);
    StopHook hook = StopHook.register(() -> mesh.stop(PATIENCE_WHEN_CANCELLED));
    Duration patience = PATIENCE_WHEN_CANCELLED;
    try {
      mesh.start();
      List<Part> parts = programs.instances().stream().map(Instance::part).toList();
      if (parts.containsAll(Part.services()) && usesOfflineModel()) {
        new TrainingTurn(options.port(Part.GATEWAY), console).run();
      }
      patience = PATIENCE;
    } finally {
      mesh.stop(patience);
      hook.remove();
    }
    for (AotCache cache : trained) {
      if (!cache.keep()) {
        String name = cache.toString();
        console.say(name, "wrote no cache. " + LogTail.of(data.log(name), 5));
      }
    }
  }

  private boolean usesOfflineModel() {
    return variables.keySet().stream().noneMatch(name -> MODEL_VARIABLE.matcher(name).matches());
  }

  private Program training(Program program) throws IOException, InterruptedException {
    AotCache cache = AotCache.of(program, checkout);
    if (cache.exists()) {
      return cache.apply();
    }
    trained.add(cache);
    return cache.training();
  }
}
