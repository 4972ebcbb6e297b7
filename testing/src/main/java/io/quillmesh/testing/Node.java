package io.quillmesh.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Node and npm as they are installed on this machine, for the packages that others publish or use.
 */
public final class Node {
  private static final int PATIENCE_MINUTES = 5;

  private Node() {}

  /** Whether Node is installed on this machine. */
  public static boolean isThere() {
    return isInstalled("node");
  }

  /** Whether a program is installed on this machine: it says its version. */
  public static boolean isInstalled(String program) {
    try {
      return new ProcessBuilder(program, "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /**
   * A folder below {@code target} with packages, installed at the first call.
   *
   * @param packages the folder with the {@code package.json} and its lock file
   * @throws AssertionError if npm cannot install them; with what it printed
   */
  public static synchronized Path install(Path packages) {
    Path folder = Path.of("target").resolve(packages.getFileName()).toAbsolutePath();
    try {
      if (!isInstalled(packages, folder)) {
        Files.createDirectories(folder);
        for (String file : List.of("package.json", "package-lock.json")) {
          Files.copy(
              packages.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        runIn(folder, List.of("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"));
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isInstalled(Path packages, Path folder) throws IOException {
    Path lock = folder.resolve("package-lock.json");
    return Files.exists(folder.resolve("node_modules/.package-lock.json"))
        && Files.exists(lock)
        && Files.mismatch(lock, packages.resolve("package-lock.json")) == -1;
  }

  /**
   * Runs a script, and returns what it prints.
   *
   * @throws AssertionError if it does not end, or not well; with what it printed
   */
  public static String run(Path script, String... arguments) {
    List<String> command = new ArrayList<>(List.of("node", script.toString()));
    command.addAll(List.of(arguments));
    return run(command);
  }

  /**
   * Runs any command, and returns what it prints.
   *
   * @throws AssertionError if it does not end, or not well; with what it printed
   */
  public static String run(List<String> command) {
    return runIn(Path.of(""), command);
  }

  /**
   * Runs any command in a folder, and returns what it prints.
   *
   * @throws AssertionError if it does not end, or not well; with what it printed
   */
  public static String runIn(Path folder, List<String> command) {
    try {
      Path output = Files.createTempFile("node", ".out");
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toAbsolutePath().toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
      process.destroyForcibly();
      String printed = Files.readString(output);
      Files.delete(output);
      if (!ended || process.exitValue() != 0) {
        throw new AssertionError("%s: %s".formatted(command, printed));
      }
      return printed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
