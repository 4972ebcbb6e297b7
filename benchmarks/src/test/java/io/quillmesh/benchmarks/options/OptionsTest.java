package io.quillmesh.benchmarks.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {

  @Test
  void haveTheIssuesNumbersAsDefaults() {
    Options options = parse();

    assertThat(options.pace().firstToken()).isEqualTo(Duration.ofMillis(300));
    assertThat(options.pace().settings())
        .containsEntry("articleTokens", 300)
        .containsEntry("replyTokens", 60)
        .containsEntry("jsonTokens", 30);
    assertThat(options.modes()).isEmpty();
  }

  @Test
  void measureTheMeshOfTheEnvironment() {
    assertThat(Options.parse(List.of(), Map.of("MESH_DATA", "/some/mesh")).data())
        .contains(Path.of("/some/mesh"));
  }

  @Test
  void measureNoMeshWhenOnlyAnAddressIsNamed() {
    Options options = parse("--url", "http://elsewhere:8080");

    assertThat(options.url()).contains(URI.create("http://elsewhere:8080"));
    assertThat(options.data()).isEmpty();
  }

  @Test
  void takeSeveralNumbersAndModes() {
    Options options = parse("--conversations", "1,7", "--mode", "faults", "--mode", "rounds");

    assertThat(options.conversations()).containsExactly(1, 7);
    assertThat(options.modes()).containsExactlyInAnyOrder(Mode.FAULTS, Mode.ROUNDS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "--speed 1|Unknown options: '--speed'",
        "--turns|Missing required parameter for option '--turns'",
        "--turns 0|'--turns': it must be a number from 1 to 1000000, not 0",
        "--turns many|'--turns': it must be a number from 1 to 1000000, not many",
        "--conversations 1,,2|it must be a number from 1",
        "--mode quick|it must be one of rounds, throughput, faults, sockets, idle, page, not quick",
        "--url localhost:8080|it must be an address such as http://localhost:8080",
        "--model-url x|it must be an address"
      })
  void refuseWhatMakesNoSense(String arguments, String reason) {
    assertThatThrownBy(() -> parse(arguments.split(" ")))
        .isInstanceOf(WrongUsageException.class)
        .hasMessageContainingAll(arguments.split(" ")[0], reason, "see ./mesh help");
  }

  private static Options parse(String... arguments) {
    return Options.parse(List.of(arguments), Map.of());
  }
}
