package io.quillmesh.gateway.conversation.agui;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quillmesh.gateway.conversation.Frame;
import io.quillmesh.testing.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks with AG-UI's own packages what clients were sent; see {@code src/test/ag-ui/verify.mjs}.
 * They are installed once, into {@code target}. Without Node.js and npm the test is skipped and
 * reports that.
 */
public final class AgUiOracle {
  private static final Path SOURCE = Path.of("src/test/ag-ui").toAbsolutePath();

  private final Path home;
  private final List<String> lines = new ArrayList<>();

  /** Skips the test when there is no Node.js or npm, and installs the packages when there are. */
  public AgUiOracle() {
    assumeTrue(Node.isThere(), "Node.js is not installed: AG-UI's validators can't run");
    assumeTrue(Node.isInstalled("npm"), "npm is not installed: AG-UI's validators can't run");
    home = install();
  }

  private static Path install() {
    try {
      return Node.install(SOURCE);
    } catch (AssertionError e) {
      return abort("npm could not install AG-UI's packages: " + e.getMessage());
    }
  }

  /** Adds what one client was sent over one connection. */
  public void stream(String name, List<Frame> frames) {
    frames.forEach(
        frame -> lines.add("{\"stream\":\"%s\",\"frame\":%s}".formatted(name, frame.json())));
  }

  /** Fails unless all streams follow AG-UI; the frames are kept then. */
  public void verify() throws IOException {
    Path frames = Files.createTempFile(home, "frames", ".jsonl");
    Files.write(frames, lines);
    Node.run(
        SOURCE.resolve("verify.mjs"),
        "--modules",
        home.toString(),
        "--allow-open",
        frames.toString());
    Files.delete(frames);
  }
}
