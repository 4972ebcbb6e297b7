package io.quillmesh.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.webjars.WebJarVersionLocator;

/** The page's own tests, run by Node's test runner, and what a strict policy asks of its markup. */
class PageTest {
  private static final Path PAGE = Path.of("src/main/resources/static");
  private static final Path TESTS = Path.of("src/test/js");

  @Test
  void theScriptsDoWhatTheyShould(@TempDir Path folder) throws Exception {
    assumeTrue(
        isThere("node"), "Node (20 or later) is not installed: the page's tests did not run");
    Path output = folder.resolve("output.txt");
    Process tests =
        new ProcessBuilder(command())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(output.toFile()))
            .start();

    boolean ended = tests.waitFor(2, TimeUnit.MINUTES);
    tests.destroyForcibly();

    assertThat(ended).as("ended in time").isTrue();
    assertThat(tests.exitValue()).as(Files.readString(output)).isZero();
    assertThat(Files.readString(output)).doesNotContain("# tests 0");
  }

  @Test
  void nothingIsInlineAndNothingComesFromElsewhere() throws IOException {
    String markup = Files.readString(PAGE.resolve("index.html"));

    assertThat(markup).doesNotContain("<style").doesNotContain(" style=").doesNotContain("//");
    assertThat(Pattern.compile("<script(?![^>]* src=)").matcher(markup).find()).isFalse();
    assertThat(Pattern.compile(" on[a-z]+=").matcher(markup).find()).isFalse();
  }

  /** Under a path of a proxy's host, too: an address that begins with a slash would leave it. */
  @Test
  void everythingIsBesideThePage() throws IOException {
    assertThat(Files.readString(PAGE.resolve("index.html")))
        .doesNotContainPattern("(href|src)=\"/");
    try (Stream<Path> files = Files.list(PAGE)) {
      assertThat(files.filter(file -> file.toString().endsWith(".mjs")))
          .isNotEmpty()
          .allSatisfy(file ->
              assertThat(Files.readString(file))
                  .as(file.toString())
                  .doesNotContainPattern("(from|import\\()\\s*['\"`]/")
                  .doesNotContainPattern("(fetch|URL|WebSocket|EventSource)\\(\\s*['\"`]/"));
    }
    try (Stream<Path> files = Files.list(PAGE)) {
      assertThat(files.filter(file -> file.toString().endsWith(".css")))
          .allSatisfy(
              file -> assertThat(Files.readString(file)).doesNotContainPattern("url\\(['\"]?/"));
    }
  }

  @Test
  void onlyTheSanitiserMakesNodesOfMarkup() throws IOException {
    try (Stream<Path> files = Files.list(PAGE)) {
      assertThat(files.filter(file -> file.toString().endsWith(".mjs")))
          .isNotEmpty()
          .allSatisfy(file ->
              assertThat(Files.readString(file))
                  .as(file.toString())
                  .doesNotContain(
                      "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write"));
    }
  }

  @Test
  void theLibrariesThatItLoadsAreThere() throws IOException {
    var imports = Pattern.compile("'\\./webjars/([^/]+)/([^']+)'");

    var found = imports.matcher(Files.readString(PAGE.resolve("markdown.mjs"))).results().toList();

    var locator = new WebJarVersionLocator();
    assertThat(found)
        .hasSize(2)
        .allSatisfy(library ->
            assertThat(locator.fullPath(library.group(1), library.group(2)))
                .as(library.group())
                .isNotNull()
                .satisfies(
                    path -> assertThat(getClass().getClassLoader().getResource(path)).isNotNull()));
  }

  /** By their names: what a folder stands for differs between Node's versions. */
  private static List<String> command() throws IOException {
    try (Stream<Path> files = Files.list(TESTS)) {
      Stream<String> tests = files.map(Path::toString).filter(file -> file.endsWith(".test.mjs"));
      return Stream.concat(Stream.of("node", "--test"), tests.sorted()).toList();
    }
  }

  private static boolean isThere(String program) throws InterruptedException {
    try {
      return new ProcessBuilder(program, "--version")
              .redirectErrorStream(true)
              .redirectOutput(Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
