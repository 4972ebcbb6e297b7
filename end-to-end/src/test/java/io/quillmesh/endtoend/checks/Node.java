package io.quillmesh.endtoend.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Node, for the packages that users of other languages use. */
public final class Node {

  /** The folder where the gateway's tests list the packages and check frames with them. */
  static final Path AG_UI =
      Path.of(System.getProperty("quillmesh.root", ".."), "gateway/src/test/ag-ui");

  private static final int PATIENCE_SECONDS = 180;

  private Node() {}

  /** Whether Node is installed on this machine. */
  public static boolean isThere() {
    try {
      return new ProcessBuilder("node", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A folder with AG-UI's packages, installed at the first call. */
  public static Path modules() {
    return install(AG_UI);
  }

  /**
   * A folder with packages, installed at the first call.
   *
   * @param packages the folder with the {@code package.json} and its lock file
   */
  public static synchronized Path install(Path packages) {
    Path modules = Path.of("target").resolve(packages.getFileName()).toAbsolutePath();
    try {
      if (!isInstalled(packages, modules)) {
        Files.createDirectories(modules);
        for (String file : List.of("package.json", "package-lock.json")) {
          Files.copy(
              packages.resolve(file), modules.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        run(List.of("npm", "ci", "--no-audit", "--no-fund", "--prefix", modules.toString()));
      }
      return modules;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isInstalled(Path packages, Path modules) throws IOException {
    Path lock = modules.resolve("package-lock.json");
    return Files.exists(modules.resolve("node_modules/.package-lock.json"))
        && Files.exists(lock)
        && Files.mismatch(lock, packages.resolve("package-lock.json")) == -1;
  }

  /**
   * Runs a script, and returns its output.
   *
   * @throws AssertionError if its exit code is not 0
   */
  public static String run(Path script, String... arguments) {
    List<String> command = new ArrayList<>(List.of("node", script.toString()));
    command.addAll(List.of(arguments));
    return run(command);
  }

  /**
   * Runs any command, and returns its output.
   *
   * @throws AssertionError if its exit code is not 0
   */
  public static String run(List<String> command) {
    try {
      Path output = Files.createTempFile("node", ".out");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      process.destroyForcibly();
      String printed = Files.readString(output);
      Files.delete(output);
      assertThat(ended && process.exitValue() == 0).as("%s: %s", command, printed).isTrue();
      return printed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
