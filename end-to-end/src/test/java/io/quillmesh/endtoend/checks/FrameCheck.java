package io.quillmesh.endtoend.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.testing.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs AG-UI's own validators and order rules over all frames of all clients. */
public final class FrameCheck {

  private static final Path SCRIPT = AgUiPackages.LISTED.resolve("verify.mjs");

  private FrameCheck() {}

  /**
   * Checks the frames of a {@code FrameLog}.
   *
   * @throws AssertionError if a frame does not fit AG-UI
   */
  public static void check(Path frames) {
    try {
      if (Files.size(frames) > 0 && Node.isThere()) {
        // A client that disconnected during a run saw no end of it.
        assertThat(
                Node.run(
                    SCRIPT,
                    "--allow-open",
                    "--modules",
                    AgUiPackages.installed().toString(),
                    frames.toString()))
            .contains("are as AG-UI has them");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
