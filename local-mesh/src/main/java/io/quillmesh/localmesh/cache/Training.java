package io.quillmesh.localmesh.cache;

import io.quillmesh.localmesh.config.Checkout;
import io.quillmesh.localmesh.config.Console;
import io.quillmesh.localmesh.config.DataFolder;
import io.quillmesh.localmesh.config.Instance;
import io.quillmesh.localmesh.config.KeptKeys;
import io.quillmesh.localmesh.config.MeshException;
import io.quillmesh.localmesh.config.ModelSettings;
import io.quillmesh.localmesh.config.Options;
import io.quillmesh.localmesh.config.Part;
import io.quillmesh.localmesh.program.LogTail;
import io.quillmesh.localmesh.program.Program;
import io.quillmesh.localmesh.program.Programs;
import io.quillmesh.localmesh.program.RegistryProgram;
import io.quillmesh.localmesh.program.RunningProgram;
import io.quillmesh.schemas.Provisioning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the AOT caches that are missing, by training runs (JEP 483) with data and ports of their
 * own. It is meant to go on beside a mesh that somebody uses: its processes step back behind all
 * others, and there are never more of them than one service needs, which is broker, registry,
 * offline model and gateway.
 *
 * <p>No two agents have to run together for a turn: what one has found waits on its topic until the
 * next one comes. So the gateway takes two messages, each agent does its part of them and ends, and
 * the gateway ends when the turns are over.
 */
public final class Training {

  private static final Duration POLL = Duration.ofMillis(200);

  /** With all processors busy elsewhere, it gets what they leave. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** Behind everything else, as {@code nice(1)} counts. */
  private static final int NICENESS = 19;

  /** An agent waits for its turn while others write their caches, and no deadline must pass. */
  private static final Map<String, String> DEADLINES =
      Map.of(
          "DEADLINE_INTENT", "30m",
          "DEADLINE_CONTEXT", "30m",
          "DEADLINE_GENERATOR", "30m",
          "DEADLINE_REPLY", "30m",
          "DEADLINE_PHASE", "30m",
          "DEADLINE_TURN", "60m");

  private final Options options;
  private final Checkout checkout;
  private final Console console;
  private final DataFolder data;
  private final List<RunningProgram> running = new ArrayList<>();
  private boolean cancelled;

  /** A program at work, and its cache if it is to write one. */
  private record Trainee(String name, RunningProgram process, Optional<AotCache> cache) {}

  public Training(Options wanted, Checkout checkout, Console console) {
    this.checkout = checkout;
    this.console = console;
    this.data = new DataFolder(AotCache.folder(checkout).resolve("training"));
    this.options =
        new Options(
            data.path(),
            Options.randomPorts(),
            List.of(),
            wanted.partitions(),
            Set.of(),
            false,
            wanted.jvmFlags());
  }

  /**
   * Returns when all caches are there, at once if they are already, or if another process makes
   * caches of this checkout.
   *
   * @throws MeshException if a program does not do what it should
   * @throws InterruptedException if {@link #cancel} is called meanwhile
   */
  public void run() throws IOException, InterruptedException {
    Optional<DataFolder.Lock> lock = new DataFolder(AotCache.folder(checkout)).tryLock();
    if (lock.isPresent()) {
      try (var _ = lock.get()) {
        runAlone();
      }
    }
  }

  private void runAlone() throws IOException, InterruptedException {
    Trees.delete(data.path());
    Files.createDirectories(data.path());
    try {
      var model = ModelSettings.of(Map.of(), options.port(Part.OFFLINE_MODEL));
      makeMissing(new Programs(checkout, data, options, model, KeptKeys.of(Map.of(), data)));
    } catch (IOException | MeshException e) {
      // What is killed fails.
      requireNotCancelled();
      throw e;
    } finally {
      killAll();
      Trees.delete(data.path());
    }
  }

  /** Kills what runs for it, and returns before {@link #run} does. */
  public void cancel() throws InterruptedException {
    synchronized (running) {
      cancelled = true;
      killAll();
    }
  }

  private void makeMissing(Programs programs) throws IOException, InterruptedException {
    for (Part part : Part.values()) {
      if (!AotCache.of(program(programs, part), checkout).exists()) {
        long started = System.nanoTime();
        console.say("Making caches for quicker starts, in the background");
        train(programs);
        console.say(
            "The caches are made, after %.0f s".formatted((System.nanoTime() - started) / 1e9));
        return;
      }
    }
  }

  private void train(Programs programs) throws IOException, InterruptedException {
    Trainee broker = start(programs, Part.BROKER);
    Trainee registry = start(programs, Part.REGISTRY);
    Provisioning.run(
        "127.0.0.1:" + options.port(Part.BROKER),
        RegistryProgram.url(options.port(Part.REGISTRY)),
        new Provisioning.Settings(options.partitions(), (short) 1));
    Trainee model = start(programs, Part.OFFLINE_MODEL);
    Trainee gateway = start(programs, Part.GATEWAY);
    try (var turns = new TrainingTurns(options.port(Part.GATEWAY), console)) {
      turns.begin();
      for (Part agent : Part.agents()) {
        Trainee trainee = start(programs, agent);
        turns.awaitResultsOf(agent, PATIENCE);
        finish(trainee);
      }
      turns.awaitEnd(PATIENCE);
    }
    for (Trainee trainee : List.of(gateway, model, registry, broker)) {
      finish(trainee);
    }
  }

  /** Returns when it is ready. */
  private Trainee start(Programs programs, Part part) throws IOException, InterruptedException {
    Program program = program(programs, part);
    AotCache cache = AotCache.of(program, checkout);
    boolean trains = !cache.exists();
    Path log = data.log(program.name());
    RunningProgram process;
    synchronized (running) {
      requireNotCancelled();
      process = RunningProgram.startAlone(trains ? cache.training() : cache.apply(), log);
      running.add(process);
    }
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!Programs.isReady(part, options.port(part))) {
      requireNotCancelled();
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new MeshException(
            "The %s did not get ready in its training run. %s"
                .formatted(program.name(), LogTail.of(log, 15)));
      }
      Thread.sleep(POLL);
    }
    return new Trainee(program.name(), process, trains ? Optional.of(cache) : Optional.empty());
  }

  /** Ends it, whereupon it writes its cache, which is used from now on. */
  private void finish(Trainee trainee) throws IOException, InterruptedException {
    trainee.process().stop(PATIENCE);
    requireNotCancelled();
    if (trainee.cache().isPresent()) {
      console.say(
          trainee.name(),
          trainee.cache().get().keep()
              ? "has its cache"
              : "wrote no cache. " + LogTail.of(data.log(trainee.name()), 5));
    }
  }

  private Program program(Programs programs, Part part) throws IOException {
    Program program = programs.of(Instance.first(part)).withNiceness(NICENESS);
    return part == Part.GATEWAY ? program.withEnvironment(DEADLINES) : program;
  }

  private void requireNotCancelled() throws InterruptedException {
    synchronized (running) {
      if (cancelled) {
        throw new InterruptedException("The mesh is being stopped");
      }
    }
  }

  private void killAll() throws InterruptedException {
    synchronized (running) {
      for (RunningProgram process : running) {
        process.kill();
      }
    }
  }
}
