package io.quillmesh.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The table of the dialect: what the export, the plain text and the count make of a text. The
 * page's tests read the same table (gateway, {@code dialect.test.mjs}).
 */
class DialectTest {
  private static final int MANY = 20_000;

  /** Texts that made parsers slow, or used up their stacks. */
  static final List<String> HARD_PIECES =
      List.of(
          "*", "*a ", "a* ", "*a _", "_", "a_b_", "~~a ", "[", "]", "[a](", "![", "<", "<a ",
          "<sub>a", "<a@", "> ", "- ", "`a``", "$", "$a ", "\\(", "$$a\n", "http://", "www.", "&#",
          "[^a", "[^a]", "a\n", "|", "**好：**");

  /** Marks of all kinds, except those that hide the text after them: addresses of links. */
  private static final List<String> PIECES =
      List.of(
          "*",
          "**",
          "_",
          "~~ ",
          "a",
          "字",
          "。",
          "「",
          " ",
          "$",
          "$$",
          "\\(",
          "`",
          "[",
          "]:",
          "<",
          ">",
          "</",
          "<!--",
          "<b>",
          "<scri",
          "&",
          "!",
          "[^1]",
          "\n",
          "\n\n",
          "\n# ",
          "\n> ",
          "\n- ",
          "\n1. ",
          "\n    ",
          "\n```\n",
          "\n---\n",
          "|",
          "\na|b\n-|-\n");

  record Row(String name, String markdown, String html, String text, int count, String unit) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Row> table() throws Exception {
    try (var table = DialectTest.class.getResourceAsStream("dialect.json")) {
      return JsonMapper.builder().build().readValue(table, new TypeReference<>() {});
    }
  }

  @ParameterizedTest
  @MethodSource("table")
  void aTextIsReadAsTheTableSays(Row row) {
    assertThat(Markdown.toHtml(row.markdown())).isEqualTo(row.html());
    assertThat(Markdown.toText(row.markdown())).isEqualTo(row.text());
    assertThat(ArticleSize.of(row.markdown())).isEqualTo(new ArticleSize(row.count(), row.unit()));
  }

  @Test
  void noLetterDisappears() {
    Random random = new Random(1);

    for (int i = 0; i < 3000; i++) {
      String markdown =
          IntStream.range(0, 1 + random.nextInt(14))
              .mapToObj(_ -> PIECES.get(random.nextInt(PIECES.size())))
              .collect(Collectors.joining());

      assertThat(
              letters(
                  Markdown.toHtml(markdown)
                      .replaceAll("<[^>]*>", "")
                      .replaceAll("&(?:lt|gt|amp|quot);", "")))
          .as(markdown)
          .isEqualTo(letters(markdown));
    }
  }

  private static String letters(String text) {
    return text.codePoints()
        .filter(Character::isLetter)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  @ParameterizedTest
  @FieldSource("HARD_PIECES")
  void noTextIsTooHard(String piece) {
    String markdown = piece.repeat(MANY);

    assertThat(Markdown.toHtml(markdown)).isNotEmpty();
    assertThat(Markdown.toText(markdown)).isNotNull();
    assertThat(ArticleSize.of(markdown).count()).isNotNegative();
  }

  @Test
  void emphasisMayNestDeeperThanAStack() {
    String markdown = "*a **a ".repeat(MANY) + "b" + " a** a*".repeat(MANY);

    assertThat(Markdown.toText(markdown))
        .isEqualTo("a a ".repeat(MANY) + "b" + " a a".repeat(MANY));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "\"Here you are:\n\n## **London** #\n\nFog\", London",
        "\"#\n\n伦敦\n===\", 伦敦",
        "\"```\n# code\n```\n\n#no heading\", \"\"",
      })
  void theFirstHeadingIsTheTitle(String markdown, String heading) {
    assertThat(Markdown.heading(markdown)).isEqualTo(heading);
  }
}
