package io.quillmesh.tuning.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownEncoderTest {
  @TempDir private Path folder;

  @Test
  void thereAreFour() {
    assertThat(KnownEncoder.all())
        .extracting(KnownEncoder::name)
        .containsExactly("bge-small-zh", "minilm-l6", "bge-small-en", "e5-small");
    assertThat(KnownEncoder.all())
        .allSatisfy(encoder -> assertThat(encoder.modelSha256()).matches("[0-9a-f]{64}"));
    assertThatThrownBy(() -> KnownEncoder.named("bert"))
        .hasMessageContaining("no encoder bert; there are bge-small-zh, minilm-l6");
  }

  @Test
  void whatIsMissingAndHowToGetItIsSaid() {
    assertThatThrownBy(() -> KnownEncoder.named("minilm-l6").in(folder))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("all-minilm-l6-v2.onnx")
        .hasMessageContaining("./mesh weights --encoder minilm-l6");
  }

  @Test
  void anotherFileIsRefusedWithBothSums() throws IOException {
    KnownEncoder encoder = KnownEncoder.named("e5-small");
    Path file = Files.writeString(folder.resolve(encoder.model()), "abc");
    assertThat(Sha256.of(file))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThatThrownBy(() -> encoder.in(folder))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        .hasMessageContaining(encoder.modelSha256())
        .hasMessageContaining("./mesh weights --encoder e5-small");
  }

  @Test
  void theRightFilesAreGiven() throws IOException {
    Path model = Files.writeString(folder.resolve("m"), "model");
    Path tokenizer = Files.writeString(folder.resolve("t"), "tokenizer");
    var encoder = new KnownEncoder("mine", "m", Sha256.of(model), "t", Sha256.of(tokenizer));
    assertThat(encoder.in(folder))
        .isEqualTo(new EncoderFiles(model, Sha256.of(model), tokenizer, Sha256.of(tokenizer)));
  }

  @Test
  void theFolderIsTheOneOfTheVariableOrBelowTheRoot() {
    assertThat(WeightsFolder.of(Map.of("MESH_WEIGHTS", "/w"), folder)).isEqualTo(Path.of("/w"));
    assertThat(WeightsFolder.of(Map.of(), folder)).isEqualTo(folder.resolve(".mesh/weights"));
  }
}
