package io.quillmesh.localmesh.program;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** One run of a {@link Program}. It ends when this process ends, for whatever reason. */
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
    // These flags are meant for this process only, and would add a line to every log.
    return start(program, log, name -> !OF_THIS_PROCESS.contains(name));
  }

  /** The same, but the program inherits no settings from this process's environment. */
  public static RunningProgram startAlone(Program program, Path log) throws IOException {
    return start(program, log, OF_THE_MACHINE::contains);
  }

  /** The same, but what the program prints appears on this terminal. */
  public static RunningProgram startHere(Program program) throws IOException {
    return start(program, Redirect.INHERIT, name -> !OF_THIS_PROCESS.contains(name));
  }

  private static RunningProgram start(Program program, Path log, Predicate<String> inherited)
      throws IOException {
    Files.createDirectories(log.toAbsolutePath().getParent());
    return start(program, Redirect.appendTo(log.toFile()), inherited);
  }

  private static RunningProgram start(Program program, Redirect output, Predicate<String> inherited)
      throws IOException {
    var builder =
        new ProcessBuilder(program.command()).redirectErrorStream(true).redirectOutput(output);
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
   * Asks the program to end, and kills it if it does not end in time.
   *
   * @return whether it ended without being killed
   */
  public boolean stop(Duration patience) throws InterruptedException {
    // Not Process.destroy(): that closes standard input too, which tells the child that its parent
    // is gone.
    process.toHandle().destroy();
    if (process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      return true;
    }
    kill();
    return false;
  }

  /** Ends the program without giving it a chance to do anything about it. */
  public void kill() throws InterruptedException {
    // A JVM that ends may start another one, which writes its start-up cache for up to a minute.
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.toHandle().destroyForcibly();
    process.waitFor();
  }
}
