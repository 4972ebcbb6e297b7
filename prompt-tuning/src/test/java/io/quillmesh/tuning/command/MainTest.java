package io.quillmesh.tuning.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.tuning.RealWeights;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void root() {
    System.setProperty("quillmesh.root", RealWeights.root().toString());
  }

  private int run(String... args) {
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }

  @Test
  void withoutAnAgentItAsksWhich() {
    assertThat(run("--method", "v2")).isEqualTo(2);
    assertThat(err.toString()).contains("Which agent? --agent intent");
  }

  @Test
  void anAgentWithoutATaskIsNamedWithWhereItWasLookedFor() {
    assertThat(run("--agent", "nobody")).isEqualTo(1);
    assertThat(err.toString())
        .contains("--agent nobody", "tuning.yml", "agent.yml", "docs/prompt-tuning.md");
  }

  @Test
  void anUnknownMethodIsAnsweredWithAllThereAre() {
    assertThat(run("--agent", "intent", "--method", "v3")).isEqualTo(2);
    assertThat(err.toString()).contains("no method v3", "probe, v1, v2, v2-mlp, v2-lstm, full");
  }

  @ParameterizedTest
  @CsvSource({
    "--score, exam, 'dev or test, not exam'",
    "--route, fr, no route fr; there are en and zh",
    "--input, all, 'no form of input all; there are message, article and situation'",
    "--encoder, fr=e5-small, no route fr; there are en and zh"
  })
  void aWrongValueIsAnsweredWithTheOptionAndAllThereAre(
      String option, String value, String expected) {
    assertThat(run("--agent", "intent", option, value)).isEqualTo(2);
    assertThat(err.toString()).contains(option, expected);
  }

  @Test
  void missingWeightsAreAnsweredWithWhatFetchesThem() {
    assertThat(run("--agent", "intent", "--weights", folder.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("./mesh weights --encoder");
  }

  @Test
  void anUnknownEncoderIsAnsweredWithAllThereAre() {
    assertThat(run("--agent", "intent", "--encoder", "en=gpt")).isEqualTo(1);
    assertThat(err.toString()).contains("no encoder gpt", "minilm-l6");
  }

  @Test
  void wrongDataAreNamedWithFileAndLine() throws IOException {
    Path file = Files.createDirectories(folder.resolve("en")).resolve("OTHER.jsonl");
    Files.writeString(file, "\n{\"text\": \"Hm\", \"topic\": \"t\", \"split\": \"exam\"}\n");

    assertThat(run("--agent", "intent", "--data", folder.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("OTHER.jsonl:2", "expected train, dev or test");
  }

  @Test
  void anArtefactThatIsNoneIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("a.safetensors"), "nothing of the kind");

    assertThat(run("eval", file.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("a.safetensors is not a safetensors file");
  }

  @Test
  void parametersAreCountedForAnyModel() {
    assertThat(run("count", "--width", "12288", "--layers", "96")).isZero();
    assertThat(out.toString()).contains("245,760", "23,592,960", "47,185,920");
  }
}
