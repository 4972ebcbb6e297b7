package io.quillmesh.localmesh;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one program running. A thread of its own starts it, waits for its end and starts it again:
 *
 * <pre>
 *   starting -> ready -> dead -> starting ...    until {@link #stop}
 *      |                  ^
 *      +------------------+
 * </pre>
 */
final class Supervised {

  private static final Duration POLL = Duration.ofMillis(100);

  private final Program program;
  private final Readiness readiness;
  private final Environment environment;
  private final CompletableFuture<Void> firstReady = new CompletableFuture<>();
  private final Thread thread;
  private volatile boolean stopping;
  private volatile @Nullable RunningProgram running;

  /** What all of the mesh's processes share. */
  record Environment(DataFolder data, PidFiles pids, RestartPolicy policy, Console console) {}

  /**
   * From a start to its end.
   *
   * @param served for how long the program was ready: a slow start is no sign of health
   */
  private record Life(int exitCode, Duration served) {}

  /** Whether the program can do its work. */
  interface Readiness {
    boolean isReady();
  }

  Supervised(Program program, Readiness readiness, Environment environment) {
    this.program = program;
    this.readiness = readiness;
    this.environment = environment;
    this.thread = Thread.ofPlatform().name(program.name()).daemon().unstarted(this::keepRunning);
  }

  /**
   * @return completes when the program is ready for the first time, exceptionally with a {@link
   *     MeshException} when it keeps dying instead
   */
  CompletableFuture<Void> start() {
    thread.start();
    return firstReady;
  }

  String name() {
    return program.name();
  }

  /** Ends the program, and does not start it again. */
  void stop(Duration patience) throws IOException, InterruptedException {
    stopping = true;
    thread.interrupt();
    thread.join();
    RunningProgram last = running;
    if (last != null && !last.stop(patience)) {
      environment.console().say(name(), "did not end in time and was killed");
    }
    environment.pids().remove(name());
  }

  private void keepRunning() {
    int quickDeaths = 0;
    try {
      while (!stopping) {
        Life life = live(quickDeaths > 0);
        boolean wasHealthy = life.served().compareTo(environment.policy().quick()) > 0;
        quickDeaths = wasHealthy ? 1 : quickDeaths + 1;
        afterDeath(life.exitCode(), quickDeaths);
      }
    } catch (InterruptedException e) {
      // Only stop() interrupts; it ends the program.
    } catch (IOException e) {
      firstReady.completeExceptionally(
          new MeshException("The " + name() + " cannot be started: " + e.getMessage(), e));
    }
  }

  private Life live(boolean again) throws IOException, InterruptedException {
    Path log = environment.data().log(name());
    RunningProgram current = RunningProgram.start(program, log);
    running = current;
    environment.pids().write(name(), current.pid());
    while (current.isAlive() && !readiness.isReady()) {
      Thread.sleep(POLL);
    }
    boolean wasReady = current.isAlive();
    long ready = System.nanoTime();
    if (wasReady) {
      if (again) {
        environment.console().say(name(), "is ready again (pid " + current.pid() + ")");
      }
      firstReady.complete(null);
    }
    try {
      int exitCode = current.onExit().get();
      return new Life(exitCode, Duration.ofNanos(wasReady ? System.nanoTime() - ready : 0));
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private void afterDeath(int exitCode, int quickDeaths) throws InterruptedException {
    Console console = environment.console();
    RestartPolicy policy = environment.policy();
    if (quickDeaths % policy.limit() == 0) {
      String error =
          "The "
              + name()
              + " died "
              + quickDeaths
              + " times in a row (exit code "
              + exitCode
              + "). "
              + LogTail.of(environment.data().log(name()), 15);
      if (firstReady.completeExceptionally(new MeshException(error))) {
        throw new InterruptedException("given up");
      }
      console.say(error);
    }
    Duration wait = policy.backOff(quickDeaths);
    console.say(
        name(),
        "died (exit code %d), is started again in %.1f s"
            .formatted(exitCode, wait.toMillis() / 1e3));
    Thread.sleep(wait);
  }
}
