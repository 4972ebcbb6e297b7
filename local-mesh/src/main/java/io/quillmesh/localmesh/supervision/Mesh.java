package io.quillmesh.localmesh.supervision;

import io.quillmesh.localmesh.config.Instance;
import io.quillmesh.localmesh.config.MeshException;
import io.quillmesh.localmesh.config.Options;
import io.quillmesh.localmesh.config.Part;
import io.quillmesh.localmesh.program.Program;
import io.quillmesh.localmesh.program.Programs;
import io.quillmesh.localmesh.program.RegistryProgram;
import io.quillmesh.schemas.provisioning.Provisioning;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All processes of the mesh, and the order in which they start and stop. */
public final class Mesh {

  private static final int PROVISIONING_ATTEMPTS = 10;
  private static final Duration PROVISIONING_BACK_OFF = Duration.ofSeconds(1);

  /** How long a start may take before a message says what it waits for. */
  private static final Duration SILENCE = Duration.ofSeconds(15);

  private final List<Instance> instances;
  private final Launch launch;
  private final Options options;
  private final Supervised.Environment environment;
  private final Map<Instance, Supervised> processes = new LinkedHashMap<>();
  private boolean stopping;

  /** How a process is run at its next start. */
  public interface Launch {
    Program of(Instance instance) throws IOException, InterruptedException;
  }

  /**
   * @param instances the processes to run
   */
  public Mesh(
      List<Instance> instances,
      Launch launch,
      Options options,
      Supervised.Environment environment) {
    this.instances = List.copyOf(instances);
    this.launch = launch;
    this.options = options;
    this.environment = environment;
  }

  /**
   * Starts everything and returns when everything is ready. Services could start at once and wait
   * for the broker, but on two cores that is slower ({@code
   * docs/decisions/0014-caches-behind-the-mesh.md}).
   *
   * @throws MeshException if a process keeps dying
   * @throws InterruptedException if {@link #stop} is called meanwhile
   */
  public void start() throws IOException, InterruptedException {
    startAll(instances.stream().filter(it -> it.part().isInfrastructure()).toList());
    provision();
    startAll(instances.stream().filter(it -> !it.part().isInfrastructure()).toList());
  }

  private void startAll(List<Instance> some) throws IOException, InterruptedException {
    if (some.isEmpty()) {
      return;
    }
    environment.console().say("Starting " + names(some.stream().map(Instance::name)));
    Map<String, CompletableFuture<Void>> ready = new LinkedHashMap<>();
    for (Instance instance : some) {
      ready.put(instance.name(), start(instance));
    }
    await(ready);
  }

  private CompletableFuture<Void> start(Instance instance)
      throws IOException, InterruptedException {
    long started = System.nanoTime();
    environment.data().rotateLog(instance.name());
    int port = options.port(instance);
    var process =
        new Supervised(
            instance.name(),
            () -> launch.of(instance),
            () -> Programs.isReady(instance.part(), port),
            environment);
    CompletableFuture<Void> ready;
    synchronized (processes) {
      if (stopping) {
        throw new InterruptedException("The mesh is being stopped");
      }
      processes.put(instance, process);
      ready = process.start();
    }
    return ready.thenRun(() -> say(instance.name(), "is ready after " + seconds(started)));
  }

  private void provision() throws IOException, InterruptedException {
    long started = System.nanoTime();
    for (int attempt = 1; !provisioned(attempt == PROVISIONING_ATTEMPTS); attempt++) {
      Thread.sleep(PROVISIONING_BACK_OFF);
    }
    say("topics and schemas", "are there after " + seconds(started));
  }

  private boolean provisioned(boolean lastAttempt) throws IOException, InterruptedException {
    try {
      Provisioning.run(
          "127.0.0.1:" + options.port(Part.BROKER),
          RegistryProgram.url(options.port(Part.REGISTRY)),
          new Provisioning.Settings(options.partitions(), (short) 1));
      return true;
    } catch (IOException e) {
      // The broker or the registry may just have died, and is being started again.
      if (lastAttempt) {
        throw e;
      }
      return false;
    } catch (IllegalStateException e) {
      throw new MeshException(
          e.getMessage() + " (--partitions sets the count, --data names another folder.)", e);
    }
  }

  /**
   * Stops everything, dependent processes first. While one call waits, another call may do the same
   * with less patience.
   *
   * @param patience how long a process may take to end before it is killed
   */
  public void stop(Duration patience) {
    synchronized (processes) {
      stopping = true;
    }
    stopAll(Part.services(), patience);
    stopAll(List.of(Part.OFFLINE_MODEL, Part.REGISTRY), patience);
    stopAll(List.of(Part.BROKER), patience);
  }

  private void stopAll(List<Part> some, Duration patience) {
    List<Supervised> ending = new ArrayList<>();
    synchronized (processes) {
      processes.forEach((instance, process) -> {
        if (some.contains(instance.part())) {
          ending.add(process);
        }
      });
    }
    try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      ending.forEach(process -> threads.execute(() -> stop(process, patience)));
    }
  }

  private void stop(Supervised process, Duration patience) {
    try {
      process.stop(patience);
    } catch (IOException e) {
      say(process.name(), "did not end cleanly: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void say(String process, String what) {
    environment.console().say(process, what);
  }

  /**
   * Waits until all are ready or the first one has failed: then there is no point in waiting for
   * the rest. After a long silence it says what it waits for.
   */
  private void await(Map<String, CompletableFuture<Void>> ready) throws InterruptedException {
    var all = CompletableFuture.allOf(ready.values().toArray(CompletableFuture[]::new));
    var failure = new CompletableFuture<Void>();
    for (CompletableFuture<Void> each : ready.values()) {
      var _ =
          each.whenComplete((_, e) -> {
            if (e != null) {
              failure.completeExceptionally(e);
            }
          });
    }
    var end = CompletableFuture.anyOf(all, failure);
    for (boolean over = false; !over; ) {
      try {
        end.get(SILENCE.toMillis(), TimeUnit.MILLISECONDS);
        over = true;
      } catch (TimeoutException e) {
        sayWhatIsWaitedFor(ready);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof MeshException failed) {
          throw failed;
        }
        throw new IllegalStateException(e);
      }
    }
  }

  private void sayWhatIsWaitedFor(Map<String, CompletableFuture<Void>> ready) {
    List<String> waiting =
        ready.entrySet().stream()
            .filter(it -> !it.getValue().isDone())
            .map(Map.Entry::getKey)
            .toList();
    environment
        .console()
        .say(
            "Waiting for %s; what it says is in %s"
                .formatted(names(waiting.stream()), environment.data().log(waiting.getFirst())));
  }

  private static String names(Stream<String> names) {
    return names.collect(Collectors.joining(", "));
  }

  private static String seconds(long started) {
    return "%.1f s".formatted((System.nanoTime() - started) / 1e9);
  }
}
