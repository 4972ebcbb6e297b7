package io.quillmesh.tunedmodel.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quillmesh.tuning.artefact.ArtefactException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

class ArtefactsTest {
  @TempDir private Path folder;

  @Test
  void aFolderHasAnArtefactForEachTask() throws IOException {
    Path one = Files.createFile(folder.resolve("a.safetensors"));
    Path other = Files.createFile(folder.resolve("b.safetensors"));
    Files.createFile(folder.resolve("tuning.yml"));

    assertThat(Artefacts.files(List.of(folder, one))).containsExactly(one, other, one);
  }

  @Test
  void aPlaceWithoutArtefactsIsRefused() {
    assertThatThrownBy(() -> Artefacts.files(List.of(folder)))
        .isInstanceOf(ArtefactException.class)
        .hasMessageContaining("./mesh tune");
    assertThatThrownBy(() -> Artefacts.files(List.of(folder.resolve("none"))))
        .isInstanceOf(ArtefactException.class)
        .hasMessageContaining("TUNED_ARTEFACTS");
  }

  @Test
  void aFailedStartSaysWhatToDo() {
    var properties = new ArtefactProperties(List.of(folder.resolve("none")), folder, Duration.ZERO);

    assertThatThrownBy(() -> new ArtefactConfiguration().classifiers(properties))
        .isInstanceOfSatisfying(
            InvalidConfigurationPropertyValueException.class,
            failure -> {
              assertThat(failure.getName()).isEqualTo("quillmesh.tuned.artefacts");
              assertThat(failure.getReason()).contains("There is no artefact", "./mesh tune");
            });
  }
}
