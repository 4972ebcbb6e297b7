package io.quillmesh.endtoend.checks;

import io.quillmesh.testing.Node;
import java.nio.file.Path;

/** AG-UI's own packages. The gateway's tests list them, and check frames with them. */
public final class AgUiPackages {
  static final Path LISTED =
      Path.of(System.getProperty("quillmesh.root", ".."), "gateway/src/test/ag-ui");

  private AgUiPackages() {}

  /** A folder with the packages, installed at the first call. */
  public static Path installed() {
    return Node.install(LISTED);
  }
}
