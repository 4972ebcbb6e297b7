package io.quillmesh.gateway.conversation.agui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quillmesh.gateway.conversation.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Checks with AG-UI's own packages what clients were sent; see {@code src/test/ag-ui/verify.mjs}.
 * They are installed once, into {@code target}. Without Node.js and npm the test is skipped and
 * reports that.
 */
public final class AgUiOracle {
  private static final Path SOURCE = Path.of("src/test/ag-ui").toAbsolutePath();
  private static final Path HOME = Path.of("target/ag-ui").toAbsolutePath();

  private final List<String> lines = new ArrayList<>();

  /** Skips the test when there is no Node.js or npm, and installs the packages when there are. */
  public AgUiOracle() throws IOException, InterruptedException {
    assumeTrue(runs("node", "--version"), "Node.js is not installed: AG-UI's validators can't run");
    assumeTrue(runs("npm", "--version"), "npm is not installed: AG-UI's validators can't run");
    install();
  }

  private static synchronized void install() throws IOException, InterruptedException {
    Path lock = HOME.resolve("package-lock.json");
    Path wanted = SOURCE.resolve("package-lock.json");
    boolean installed =
        Files.exists(HOME.resolve("node_modules/.package-lock.json"))
            && Files.exists(lock)
            && Files.mismatch(lock, wanted) == -1;
    if (!installed) {
      Files.createDirectories(HOME);
      Files.copy(
          SOURCE.resolve("package.json"),
          HOME.resolve("package.json"),
          StandardCopyOption.REPLACE_EXISTING);
      Files.copy(wanted, lock, StandardCopyOption.REPLACE_EXISTING);
      Path log = HOME.resolve("npm.log");
      boolean done =
          run(HOME, log, "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts") == 0;
      assumeTrue(done, "npm could not install AG-UI's packages; " + log + " says why");
    }
  }

  /** Adds what one client was sent over one connection. */
  public void stream(String name, List<Frame> frames) {
    frames.forEach(
        frame -> lines.add("{\"stream\":\"%s\",\"frame\":%s}".formatted(name, frame.json())));
  }

  /** Fails unless all streams follow AG-UI. */
  public void verify() throws IOException, InterruptedException {
    Path frames = Files.createTempFile(HOME, "frames", ".jsonl");
    Path log = frames.resolveSibling(frames.getFileName() + ".log");
    Files.write(frames, lines);
    int exit =
        run(
            HOME,
            log,
            "node",
            SOURCE.resolve("verify.mjs").toString(),
            "--modules",
            HOME.toString(),
            "--allow-open",
            frames.toString());
    String said = Files.readString(log);
    assertThat(exit).as("AG-UI's verdict:%n%s", said.lines().limit(20).toList()).isZero();
    Files.delete(frames);
    Files.delete(log);
  }

  private static boolean runs(String... command) throws InterruptedException {
    try {
      return run(Path.of("").toAbsolutePath(), null, command) == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static int run(Path folder, @Nullable Path log, String... command)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(
                log == null
                    ? ProcessBuilder.Redirect.DISCARD
                    : ProcessBuilder.Redirect.to(log.toFile()))
            .start();
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IOException(String.join(" ", command) + " does not end");
    }
    return process.exitValue();
  }
}
