package io.quillmesh.localmesh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quillmesh.localmesh.config.Checkout;
import io.quillmesh.localmesh.config.Console;
import io.quillmesh.localmesh.config.MeshException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelToolTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Console console = new Console(new PrintStream(out, true, UTF_8));

  @TempDir Path folder;

  @Test
  void theOfflineModelNeedsNoCheck() throws Exception {
    int code = ModelTool.run(List.of("check"), Map.of(), new Checkout(folder), console);

    assertThat(code).isZero();
    assertThat(out.toString(UTF_8)).contains("No model is configured", "OPENAI_API_KEY");
  }

  @Test
  void whatToDoMustBeSaid() {
    assertThatExceptionOfType(MeshException.class)
        .isThrownBy(() -> ModelTool.run(List.of(), Map.of(), new Checkout(folder), console))
        .withMessageContaining("./mesh model check");
  }

  @Test
  void aModelWithoutANameIsSaidBeforeAnythingIsAsked() {
    assertThatExceptionOfType(MeshException.class)
        .isThrownBy(() ->
            ModelTool.run(
                List.of("check"),
                Map.of("OPENAI_BASE_URL", "http://localhost:11434/v1"),
                new Checkout(folder),
                console))
        .withMessageContaining("OPENAI_MODEL");
  }
}
