package io.quillmesh.gateway.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Node and npm, for what is published as an npm package. */
public final class Npm {
  private static final int PATIENCE_SECONDS = 180;

  private Npm() {}

  /** Whether both are installed on this machine. */
  public static boolean isThere() throws InterruptedException {
    try {
      return new ProcessBuilder("node", "--version").start().waitFor() == 0
          && new ProcessBuilder("npm", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * A folder below {@code target} with the packages that a folder lists, installed at the first
   * call.
   */
  public static synchronized Path install(Path packages) throws Exception {
    Path folder = Path.of("target").resolve(packages.getFileName()).toAbsolutePath();
    Path lock = folder.resolve("package-lock.json");
    Path wanted = packages.resolve("package-lock.json");
    boolean installed =
        Files.exists(folder.resolve("node_modules/.package-lock.json"))
            && Files.exists(lock)
            && Files.mismatch(lock, wanted) == -1;
    if (!installed) {
      Files.createDirectories(folder);
      for (String file : List.of("package.json", "package-lock.json")) {
        Files.copy(
            packages.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      }
      run(folder, "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
    }
    return folder;
  }

  public static String run(Path folder, String... command) throws Exception {
    return run(folder, List.of(command));
  }

  /**
   * Runs a command in a folder, and returns what it prints.
   *
   * @throws AssertionError if it does not end, or not well; with what it printed
   */
  public static String run(Path folder, List<String> command) throws Exception {
    Path output = Files.createTempFile("npm", ".out");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    process.destroyForcibly();
    String printed = Files.readString(output);
    Files.delete(output);
    assertThat(ended && process.exitValue() == 0).as("%s: %s", command, printed).isTrue();
    return printed;
  }
}
