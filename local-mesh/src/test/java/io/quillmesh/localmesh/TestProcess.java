package io.quillmesh.localmesh;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A program that a test may stop and start again. */
final class TestProcess {

  private static final Duration READY_PATIENCE = Duration.ofSeconds(90);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(15);

  private final Program program;
  private final Path log;
  private @Nullable RunningProgram running;

  TestProcess(Program program, Path folder) {
    // Made by ./mesh build; without it a start takes longer.
    this.program = AotCache.of(program, Checkout.find()).apply();
    this.log = folder.resolve(program.name() + ".log");
  }

  void start() throws IOException {
    if (running == null) {
      running = RunningProgram.start(program, log);
    }
  }

  void stop() throws InterruptedException {
    if (running != null) {
      running.stop(STOP_PATIENCE);
      running = null;
    }
  }

  void kill() throws InterruptedException {
    if (running != null) {
      running.kill();
      running = null;
    }
  }

  /** Returns when the probe says so; a program that dies or is not ready in time is an error. */
  void awaitReady(Probe probe) throws IOException {
    long deadline = System.nanoTime() + READY_PATIENCE.toNanos();
    while (!probe.isReady()) {
      if (running == null || !running.isAlive() || System.nanoTime() > deadline) {
        throw new IOException(program.name() + " is not ready. " + LogTail.of(log, 30));
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  interface Probe {
    boolean isReady();
  }
}
