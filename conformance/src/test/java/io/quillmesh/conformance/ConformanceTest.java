package io.quillmesh.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A server that keeps the proposal passes; one that breaks a requirement fails its check. */
class ConformanceTest {
  private static final Path DOCUMENT = Path.of("../docs/ag-ui-websocket.md");

  /** What checks say. */
  private record Result(boolean good, String text) {}

  static Stream<String> ids() {
    return Report.checks().stream().map(Check::id);
  }

  @Test
  void aServerThatKeepsTheProposalPasses() throws Exception {
    Result result = check("", Report.checks());

    assertThat(result.text())
        .doesNotContain("FAIL", "SKIPPED")
        .contains("%d passed, 0 failed, 0 skipped".formatted(Report.checks().size()));
    assertThat(result.good()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("ids")
  void aServerThatBreaksARequirementFails(String id) throws Exception {
    List<Check> only = Report.checks().stream().filter(check -> check.id().equals(id)).toList();

    Result result = check(id, only);

    assertThat(result.text())
        .startsWith("FAIL     " + id)
        .contains("expected: ", "seen:     ", "0 passed, 1 failed, 0 skipped");
    assertThat(result.good()).isFalse();
  }

  private static Result check(String broken, List<Check> checks) throws Exception {
    ReferenceServer server = new ReferenceServer(broken).begin();
    try {
      StringWriter text = new StringWriter();
      Duration patience = Duration.ofSeconds(broken.isEmpty() ? 10 : 2);
      var settings = new Target.Settings(server.url(), "anna", "ben", "ref", patience, patience);
      boolean good = new Report(new PrintWriter(text)).run(checks, settings);
      return new Result(good, text.toString());
    } finally {
      server.stop(1000);
    }
  }

  @Test
  void everyRequirementOfTheDocumentIsCheckedUnlessItSaysThatItIsNot() throws IOException {
    String document = Files.readString(DOCUMENT);
    List<String> checkable =
        Pattern.compile("^- \\*\\*([A-Z]{2}-\\d+)\\*\\* (†?)", Pattern.MULTILINE)
            .matcher(document)
            .results()
            .filter(found -> found.group(2).isEmpty())
            .map(found -> found.group(1))
            .toList();

    assertThat(ids()).containsExactlyInAnyOrderElementsOf(checkable);
  }

  @Test
  void sayWhatIsMissing() {
    assertThat(run()).contains("2: ", "--url");
    assertThat(run("--url", "http://localhost/{threadId}")).contains("2: ", "ws://");
    assertThat(run("--url", "ws://localhost:1/socket")).contains("2: ", "{threadId}");
    assertThat(run("--url", "ws://localhost:1/{threadId}", "--only", "XX-1"))
        .contains("2: ", "XX-1");
  }

  @Test
  void aServerThatIsNotThereFailsEachCheck() {
    String said =
        run("--url", "ws://localhost:1/{threadId}", "--token", "anna", "--only", "SN-1,RE-1");

    assertThat(said).startsWith("1: ").contains("0 passed, 2 failed, 0 skipped", "localhost:1");
  }

  @Test
  void whatCannotBeTriedIsSkippedAndSaysWhy() throws Exception {
    ReferenceServer server = new ReferenceServer("").begin();
    try {
      String said =
          run(
              "--url",
              server.url(),
              "--namespace",
              "ref",
              "--token",
              "anna",
              "--only",
              "HS-1,HS-7,KA-2");
      assertThat(said)
          .startsWith("0: ")
          .contains("1 passed, 0 failed, 2 skipped", "--other-token", "--slow");
    } finally {
      server.stop(1000);
    }
  }

  /** The exit code, and what was printed. */
  private static String run(String... args) {
    StringWriter text = new StringWriter();
    int code = Main.run(new PrintWriter(text), args);
    return code + ": " + text;
  }
}
