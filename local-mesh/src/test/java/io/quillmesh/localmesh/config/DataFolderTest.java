package io.quillmesh.localmesh.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

  @TempDir Path folder;

  @Test
  void isOneMeshsAtATime() throws Exception {
    // Given
    var data = new DataFolder(folder.resolve("new"));
    try (var _ = data.lock()) {
      // When, then
      assertThatThrownBy(data::lock)
          .isInstanceOf(MeshException.class)
          .hasMessageContaining("Another mesh uses the data folder " + folder.resolve("new"));
    }
    data.lock().close();
  }

  @Test
  void thatCannotBeMadeIsToldInWords() throws Exception {
    // Given
    Path file = Files.createFile(folder.resolve("file"));
    // When, then
    assertThatThrownBy(() -> new DataFolder(file.resolve("data")).lock())
        .isInstanceOf(MeshException.class)
        .hasMessageContaining("cannot be written");
  }

  @Test
  void ofAnotherFormatIsRefusedInWords() throws Exception {
    // Given the data of a mesh from before there were formats
    var data = new DataFolder(folder);
    Files.createDirectories(data.broker());
    // When, then
    assertThatThrownBy(data::claimFormat)
        .isInstanceOf(MeshException.class)
        .hasMessageContaining("other events (format 1, expected 2). Use --data");
  }

  @Test
  void ofTheSameFormatGoesOn() throws Exception {
    // Given
    var data = new DataFolder(folder);
    data.claimFormat();
    Files.createDirectories(data.broker());
    // When, then
    data.claimFormat();
  }

  @Test
  void keepsAKeyForItsOwnerAlone() throws Exception {
    // Given
    Path file = folder.resolve("session.key");
    // When
    String key = KeptKeys.readOrCreate(file);
    // Then
    assertThat(Base64.getDecoder().decode(key)).hasSize(32);
    assertThat(KeptKeys.readOrCreate(file)).isEqualTo(key);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void keepsOneOlderLog() throws Exception {
    // Given
    var data = new DataFolder(folder);
    Files.createDirectories(data.log("broker").getParent());
    Files.writeString(data.log("broker"), "old");
    // When
    data.rotateLog("broker");
    // Then
    assertThat(data.log("broker")).doesNotExist();
    assertThat(folder.resolve("logs/broker.log.1")).hasContent("old");
  }
}
