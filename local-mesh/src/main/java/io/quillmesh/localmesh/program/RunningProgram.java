package io.quillmesh.localmesh.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** One incarnation of a {@link Program}: it ends when this process ends, however that is. */
public final class RunningProgram {

  private static final Set<String> OF_THIS_PROCESS =
      Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS");
  private static final Set<String> OF_THE_MACHINE =
      Set.of("PATH", "HOME", "TMPDIR", "LANG", "LC_ALL", "LD_LIBRARY_PATH");

  private final Process process;

  private RunningProgram(Process process) {
    this.process = process;
  }

  /**
   * @param log what the program prints is appended to this file
   */
  public static RunningProgram start(Program program, Path log) throws IOException {
    // Flags meant for this process, and noise in every log.
    return start(program, log, name -> !OF_THIS_PROCESS.contains(name));
  }

  /** The same with nobody's settings but the program's own. */
  public static RunningProgram startAlone(Program program, Path log) throws IOException {
    return start(program, log, OF_THE_MACHINE::contains);
  }

  private static RunningProgram start(Program program, Path log, Predicate<String> inherited)
      throws IOException {
    Files.createDirectories(log.toAbsolutePath().getParent());
    var builder =
        new ProcessBuilder(program.command())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().keySet().removeIf(inherited.negate());
    builder.environment().putAll(program.environment());
    return new RunningProgram(builder.start());
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Completes with the exit code. */
  public CompletableFuture<Integer> onExit() {
    return process.onExit().thenApply(Process::exitValue);
  }

  /**
   * Asks the program to end, and kills it when it has not done so in time.
   *
   * @return whether it ended by itself
   */
  public boolean stop(Duration patience) throws InterruptedException {
    // Not Process.destroy(): it closes standard input too, which says that the parent is gone.
    process.toHandle().destroy();
    if (process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      return true;
    }
    kill();
    return false;
  }

  /** Ends the program without giving it a chance to do anything about it. */
  public void kill() throws InterruptedException {
    // At its end a JVM may have another one write its start-up cache, for a minute.
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.toHandle().destroyForcibly();
    process.waitFor();
  }
}
