package io.quillmesh.localmesh.supervision;

import io.quillmesh.localmesh.config.Console;
import io.quillmesh.localmesh.config.DataFolder;
import io.quillmesh.localmesh.config.MeshException;
import io.quillmesh.localmesh.program.LogTail;
import io.quillmesh.localmesh.program.Program;
import io.quillmesh.localmesh.program.RunningProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one program running. A dedicated thread starts it, waits for its end and starts it again:
 *
 * <pre>
 *   starting -> ready -> dead -> starting ...    until {@link #stop}
 *      |                  ^
 *      +------------------+
 * </pre>
 */
public final class Supervised {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final int SHOWN_LOG_LINES = 15;

  /** How long a restart may take before a message says so. */
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private final String name;
  private final Launch launch;
  private final Readiness readiness;
  private final Environment environment;
  private final CompletableFuture<Void> firstReady = new CompletableFuture<>();
  private final Thread thread;

  /** Runs in a row that ended before they had done any work. */
  private int useless;

  /** How many of the latest of those runs did not even get ready. */
  private int unready;

  private volatile boolean stopping;
  private volatile @Nullable RunningProgram running;

  /** What all of the mesh's processes share. */
  public record Environment(
      DataFolder data, PidFiles pids, RestartPolicy policy, Console console) {}

  /** One run of the program, from its start to its end. */
  private record Life(int exitCode, Optional<Duration> ready) {

    boolean isReady() {
      return ready.isPresent();
    }

    boolean hasWorked(Duration working) {
      return ready.filter(it -> it.compareTo(working) >= 0).isPresent();
    }
  }

  /** How the program is run at its next start; with its cache, once there is one. */
  interface Launch {
    Program program() throws IOException, InterruptedException;
  }

  /** Whether the program is ready for work. */
  interface Readiness {
    boolean isReady();
  }

  /**
   * @param name of the process, of its log and of its pid file
   */
  Supervised(String name, Launch launch, Readiness readiness, Environment environment) {
    this.name = name;
    this.launch = launch;
    this.readiness = readiness;
    this.environment = environment;
    this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::keepRunning);
  }

  /**
   * @return completes when the program is ready for the first time, or exceptionally with a {@link
   *     MeshException} if it keeps dying instead
   */
  CompletableFuture<Void> start() {
    thread.start();
    return firstReady;
  }

  String name() {
    return name;
  }

  /** Ends the program and does not start it again. */
  void stop(Duration patience) throws IOException, InterruptedException {
    stopping = true;
    thread.interrupt();
    thread.join();
    RunningProgram last = running;
    if (last != null && !last.stop(patience)) {
      environment.console().say(name, "did not end in time and was killed");
    }
    environment.pids().remove(name);
  }

  private void keepRunning() {
    try {
      for (boolean again = false; !stopping; again = true) {
        try {
          afterDeath(live(again));
        } catch (IOException | UncheckedIOException | MeshException e) {
          cannotBeStarted(e);
        }
      }
    } catch (InterruptedException e) {
      // Only stop() and giving up interrupt this thread; both end the program.
    }
  }

  private Life live(boolean again) throws IOException, InterruptedException {
    Path log = environment.data().log(name);
    RunningProgram current = RunningProgram.start(launch.program(), log);
    running = current;
    environment.pids().write(name, current.pid());
    long started = System.nanoTime();
    Duration told = Duration.ZERO;
    while (current.isAlive() && !readiness.isReady()) {
      Thread.sleep(POLL);
      Duration waited = Duration.ofNanos(System.nanoTime() - started);
      if (again && waited.minus(told).compareTo(SILENCE) > 0) {
        told = waited;
        environment
            .console()
            .say(
                name,
                "is not ready after %d s; what it says is in %s"
                    .formatted(waited.toSeconds(), log));
      }
    }
    boolean wasReady = current.isAlive();
    long ready = System.nanoTime();
    if (wasReady) {
      if (again) {
        environment.console().say(name, "is ready again (pid " + current.pid() + ")");
      }
      firstReady.complete(null);
    }
    try {
      int exitCode = current.onExit().get();
      var served = Duration.ofNanos(System.nanoTime() - ready);
      return new Life(exitCode, wasReady ? Optional.of(served) : Optional.empty());
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private void afterDeath(Life life) throws InterruptedException {
    RestartPolicy policy = environment.policy();
    boolean worked = life.hasWorked(policy.working());
    useless = worked ? 0 : useless + 1;
    unready = life.isReady() ? 0 : unready + 1;
    if (!worked && useless % policy.tries() == 0) {
      giveUpOrTell(life.exitCode());
    }
    Duration wait = wait(worked);
    environment
        .console()
        .say(
            name,
            "died (exit code %d), is started again %s"
                .formatted(
                    life.exitCode(),
                    wait.isZero() ? "at once" : "in %.1f s".formatted(wait.toMillis() / 1e3)));
    Thread.sleep(wait);
  }

  /**
   * A program that gets ready and dies soon after also waits a little, so that it does not restart
   * all the time.
   */
  private Duration wait(boolean worked) {
    if (worked) {
      return Duration.ZERO;
    }
    return unready == 0 ? environment.policy().first() : environment.policy().backOff(unready);
  }

  private void giveUpOrTell(int exitCode) throws InterruptedException {
    RestartPolicy policy = environment.policy();
    report(
        "The %s died %d times in a row, %s (exit code %d). %s"
            .formatted(
                name,
                useless,
                unready == useless
                    ? "without getting ready"
                    : "each time before it had worked for %d s"
                        .formatted(policy.working().toSeconds()),
                exitCode,
                LogTail.of(environment.data().log(name), SHOWN_LOG_LINES)));
  }

  /** For example, its jar is missing while somebody builds. */
  private void cannotBeStarted(Exception cause) throws InterruptedException {
    report("The " + name + " cannot be started: " + cause.getMessage());
    unready++;
    Thread.sleep(environment.policy().backOff(unready));
  }

  /** At the first start the mesh gives up. Later it reports the error and keeps trying. */
  private void report(String error) throws InterruptedException {
    if (firstReady.completeExceptionally(new MeshException(error))) {
      throw new InterruptedException("given up");
    }
    environment.console().say(error);
  }
}
