package io.quillmesh.endtoend.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** AG-UI's own validators and order rules, run over everything that clients got. */
public final class FrameCheck {

  private static final Path SCRIPT = Node.AG_UI.resolve("verify.mjs");

  private FrameCheck() {}

  /**
   * Checks what a {@code FrameLog} has kept.
   *
   * @throws AssertionError if a frame is not as AG-UI has it
   */
  public static void check(Path frames) {
    try {
      if (Files.size(frames) > 0 && Node.isThere()) {
        // A client that went away in mid-run saw no end of it.
        assertThat(
                Node.run(
                    SCRIPT,
                    "--allow-open",
                    "--modules",
                    Node.modules().toString(),
                    frames.toString()))
            .contains("are as AG-UI has them");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
