package io.quillmesh.gateway.conversation.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashMarkerTest {
  @TempDir Path folder;

  private CrashMarker marker() {
    return new CrashMarker(folder.resolve("state"));
  }

  @Test
  void theFirstRunHasNoneBeforeIt() {
    assertThat(marker().begin()).isFalse();
  }

  @Test
  void aRunThatEndedIsTrusted() {
    marker().begin();
    marker().end();

    assertThat(marker().begin()).isFalse();
  }

  @Test
  void aRunThatDidNotEndIsNot() {
    marker().begin();

    assertThat(marker().begin()).isTrue();
  }
}
