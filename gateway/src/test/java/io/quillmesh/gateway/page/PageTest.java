package io.quillmesh.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quillmesh.markdown.Markdown;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.webjars.WebJarVersionLocator;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The page's own tests, run by Node's test runner, and what a strict policy requires of its markup.
 */
class PageTest {
  private static final Path PAGE = Path.of("src/main/resources/static");
  private static final Path TESTS = Path.of("src/test/js");
  private static final Path LIBRARIES = Path.of("target/webjars");
  private static final Pattern IMPORT = Pattern.compile("/webjars/([^/'\"]+)/([^'\"]+)['\"]");

  /** Marks of all kinds, and text to put next to them. */
  private static final List<String> PIECES =
      List.of(
          "*",
          "**",
          "***",
          "_",
          "__",
          "~",
          "~~",
          "a",
          "b",
          "字",
          "，",
          "。",
          "「",
          "”",
          "（",
          "）",
          ":",
          "\"",
          "(",
          ")",
          " ",
          "1",
          "$",
          "$$",
          "\\(",
          "\\)",
          "`",
          "[",
          "](",
          "](http://x.y)",
          "![",
          "<",
          "<br>",
          "<sub>",
          "</sub>",
          ">",
          "&amp;",
          "http://a.b/c",
          "h",
          "[^1]",
          "[^1]:",
          "\n",
          "  \n",
          "\n\n",
          "\n# ",
          "\n> ",
          "\n- ",
          "\n1. ",
          "\n\n    ",
          "\n```\n",
          "\n\n---\n",
          "\n\n|a|b|\n|-|-|\n|1|2|",
          "\n- [x] ");

  @Test
  void theScriptsDoWhatTheyShould(@TempDir Path folder) throws Exception {
    assumeTrue(
        isThere("node"), "Node (20 or later) is not installed: the page's tests did not run");

    String output = run(command(), folder);

    assertThat(output).doesNotContain("# tests 0").contains("# skipped 0");
  }

  /** The table has only the cases that somebody thought of. This test adds random ones. */
  @Test
  void thePageReadsEveryTextAsTheExportDoes(@TempDir Path folder) throws Exception {
    assumeTrue(
        isThere("node"),
        "Node (20 or later) is not installed: the page's reading was not compared");
    Random random = new Random(1);
    List<String> texts = Stream.generate(() -> text(random)).distinct().limit(4000).toList();
    Path input = folder.resolve("texts.json");
    JsonMapper json = JsonMapper.builder().build();
    json.writeValue(input.toFile(), texts);

    String output =
        run(List.of("node", TESTS.resolve("read.mjs").toString(), input.toString()), folder);

    List<String> page = json.readValue(output, new TypeReference<>() {});
    assertThat(IntStream.range(0, texts.size()))
        .allSatisfy(i ->
            assertThat(withoutSpaces(page.get(i)))
                .as(texts.get(i))
                .isEqualTo(withoutSpaces(Markdown.toHtml(texts.get(i)))));
  }

  private static String text(Random random) {
    return IntStream.range(0, 1 + random.nextInt(12))
        .mapToObj(_ -> PIECES.get(random.nextInt(PIECES.size())))
        .collect(Collectors.joining());
  }

  /** The libraries differ in spaces that nobody sees and, rarely, in which lists are wide. */
  private static String withoutSpaces(String html) {
    return html.replaceAll("\\s+<br", "<br").replaceAll("</?p>|\\n", "").replaceAll(" +", " ");
  }

  private static String run(List<String> command, Path folder) throws Exception {
    unpackLibraries();
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(output.toFile()))
            .start();

    boolean ended = process.waitFor(2, TimeUnit.MINUTES);
    process.destroyForcibly();

    assertThat(ended).as("ended in time").isTrue();
    assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    return Files.readString(output);
  }

  private static void unpackLibraries() throws IOException {
    for (MatchResult library : imports()) {
      Path file = LIBRARIES.resolve(library.group(1)).resolve(library.group(2));
      Files.createDirectories(file.getParent());
      try (InputStream content = open(library)) {
        Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static InputStream open(MatchResult library) {
    String path = new WebJarVersionLocator().fullPath(library.group(1), library.group(2));
    assertThat(path).as(library.group()).isNotNull();
    InputStream content = PageTest.class.getClassLoader().getResourceAsStream(path);
    assertThat(content).as(path).isNotNull();
    return content;
  }

  /** The page's imports from libraries, and what the libraries import from each other. */
  private static List<MatchResult> imports() throws IOException {
    List<MatchResult> found = new ArrayList<>();
    for (Path file : parts(".mjs")) {
      IMPORT.matcher(Files.readString(file)).results().forEach(found::add);
    }
    IMPORT.matcher(Files.readString(PAGE.resolve("index.html"))).results().forEach(found::add);
    return found;
  }

  private static List<Path> parts(String extension) throws IOException {
    try (Stream<Path> files = Files.walk(PAGE)) {
      return files.filter(file -> file.toString().endsWith(extension)).toList();
    }
  }

  @Test
  void nothingIsInlineAndNothingComesFromElsewhere() throws IOException {
    String markup = Files.readString(PAGE.resolve("index.html"));

    assertThat(markup).doesNotContain("<style").doesNotContain(" style=").doesNotContain("//");
    // Browsers accept an import map only inline. The policy allows its text and no other.
    assertThat(Pattern.compile("<script(?![^>]* src=)").matcher(markup).results()).hasSize(1);
    assertThat(markup).containsOnlyOnce("<script type=\"importmap\">");
    assertThat(Pattern.compile(" on[a-z]+=").matcher(markup).find()).isFalse();
  }

  /**
   * This also matters under a path of a proxy's host, because an address that begins with a slash
   * would leave that path.
   */
  @Test
  void everythingIsBesideThePage() throws IOException {
    assertThat(Files.readString(PAGE.resolve("index.html")))
        .doesNotContainPattern("(href|src)=\"/");
    assertThat(parts(".mjs"))
        .isNotEmpty()
        .allSatisfy(file ->
            assertThat(Files.readString(file))
                .as(file.toString())
                .doesNotContainPattern("(from|import\\(?)\\s*['\"`]/")
                .doesNotContainPattern("(fetch|URL|WebSocket|EventSource)\\(\\s*['\"`]/"));
    assertThat(parts(".css"))
        .allSatisfy(
            file -> assertThat(Files.readString(file)).doesNotContainPattern("url\\(['\"]?/"));
  }

  @Test
  void onlyTheSanitiserMakesNodesOfMarkup() throws IOException {
    assertThat(parts(".mjs"))
        .isNotEmpty()
        .allSatisfy(file ->
            assertThat(Files.readString(file))
                .as(file.toString())
                .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write"));
  }

  /** Nothing of the editor is loaded before somebody writes. */
  @Test
  void theEditorIsLoadedOnlyWhenItIsNeeded() throws IOException {
    assertThat(parts(".mjs"))
        .filteredOn(file -> !file.startsWith(PAGE.resolve("editor")))
        .isNotEmpty()
        .allSatisfy(file ->
            assertThat(Files.readString(file))
                .as(file.toString())
                .doesNotContainPattern("from '(\\.\\.?/editor/|prosemirror-)"));
  }

  @Test
  void theLibrariesThatItLoadsAreThere() throws IOException {
    assertThat(imports())
        .hasSizeGreaterThan(2)
        .allSatisfy(library -> {
          try (InputStream content = open(library)) {
            assertThat(content).isNotEmpty();
          }
        });
  }

  /** The command names each file, because a folder means different things to versions of Node. */
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
