package io.quillmesh.endtoend.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.quillmesh.testing.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That frames are checked at all: skipped, by this name, where there is no Node. */
class AgUiTest {

  @Test
  void framesAreCheckedByAgUisOwnRules(@TempDir Path folder) throws IOException {
    assumeThat(Node.isThere()).as("Node is installed").isTrue();
    Path frames = folder.resolve("frames.jsonl");
    Files.writeString(frames, "{\"stream\":\"a\",\"frame\":{\"type\":\"RUN_STARTED\"}}\n");

    assertThatThrownBy(() -> FrameCheck.check(frames))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("threadId");
    assertThat(AgUiPackages.installed()).isDirectory();
  }
}
