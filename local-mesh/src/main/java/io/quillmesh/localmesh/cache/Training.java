package io.quillmesh.localmesh.cache;

import io.quillmesh.localmesh.config.AgentFolders;
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
import io.quillmesh.schemas.provisioning.Provisioning;
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
 * Makes the AOT caches that are missing, by training runs (JEP 483) with their own data and ports.
 * Training goes on beside a mesh that somebody uses, so its processes have the lowest priority, and
 * beside the one service being trained only those run that it needs: broker, registry, offline
 * model and gateway.
 *
 * <p>A turn does not need its agents to run at the same time: an agent's result waits on its topic
 * until the next agent starts. So the gateway takes two messages, each agent in turn does its part
 * of them and ends, and the gateway ends when the turns are over.
 */
public final class Training {

  /**
   * Long, because when other programs keep all processors busy, training gets only what is left.
   */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** The lowest priority, as {@code nice(1)} counts. */
  private static final int NICENESS = 19;

  /** An agent waits while others write their caches, and no deadline must expire meanwhile. */
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

  /** A running program, and its cache if it is to write one. */
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
            wanted.jvmFlags(),
            AgentFolders.NONE,
            false);
  }

  /**
   * Returns when all caches exist. Returns at once if they already do, or if another process is
   * making caches for this checkout.
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
      // The training failed because its processes were killed.
      requireNotCancelled();
      throw e;
    } finally {
      killAll();
      Trees.delete(data.path());
    }
  }

  /** Kills the processes of the training, and returns before {@link #run} does. */
  public void cancel() throws InterruptedException {
    synchronized (running) {
      cancelled = true;
      killAll();
    }
  }

  private void makeMissing(Programs programs) throws IOException, InterruptedException {
    for (Part part : Part.values()) {
      // The training turns have no declared agent and no tuned model: those have nothing to train
      // with.
      if (!part.isOptional() && !AotCache.of(program(programs, part), checkout).exists()) {
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
      for (Part agent : Part.builtInAgents()) {
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

  /** Returns when the program is ready. */
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
    Programs.awaitReady(part, options.port(part), process, log, PATIENCE);
    return new Trainee(program.name(), process, trains ? Optional.of(cache) : Optional.empty());
  }

  /** Ends the program, which then writes its cache. The cache is used from now on. */
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
