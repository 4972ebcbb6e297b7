package io.quillmesh.tunedmodel.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quillmesh.tuning.artefact.ArtefactException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtefactsTest {
  @TempDir private Path folder;

  @Test
  void a_folder_has_an_artefact_for_each_task() throws IOException {
    Path one = Files.createFile(folder.resolve("a.safetensors"));
    Path other = Files.createFile(folder.resolve("b.safetensors"));
    Files.createFile(folder.resolve("tuning.yml"));

    assertThat(Artefacts.files(List.of(folder, one))).containsExactly(one, other, one);
  }

  @Test
  void a_place_without_artefacts_is_refused() {
    assertThatThrownBy(() -> Artefacts.files(List.of(folder)))
        .isInstanceOf(ArtefactException.class)
        .hasMessageContaining("./mesh tune");
    assertThatThrownBy(() -> Artefacts.files(List.of(folder.resolve("none"))))
        .isInstanceOf(ArtefactException.class)
        .hasMessageContaining("TUNED_ARTEFACTS");
  }

  @Test
  void a_failed_start_says_what_to_do() {
    var failure = new IllegalStateException(new ArtefactException("No artefact here."));

    var analysis = new ArtefactFailure().analyze(failure);

    assertThat(analysis).isNotNull();
    assertThat(analysis.getDescription()).isEqualTo("No artefact here.");
    assertThat(analysis.getAction()).contains("./mesh weights");
    assertThat(new ArtefactFailure().analyze(new IllegalStateException())).isNull();
  }
}
