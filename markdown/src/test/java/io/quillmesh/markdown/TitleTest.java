package io.quillmesh.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TitleTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "\"# 伦敦游记\n\n正文\", 伦敦游记",
        "\"Here you are:\n\n# London #\n\nFog\", London",
        "\"#  **London**, `again`  \", \"London, again\"",
        "\"## Day one\n\nFog\", Day one",
        "\"\n\n> Fog over *London*\nand more\", Fog over London",
        "\"#\n\nFog\", Fog",
        "\"---\n\", \"\""
      })
  void aTitleIsTheFirstHeadingOrTheFirstWords(String markdown, String title) {
    assertThat(Markdown.title(markdown)).isEqualTo(title);
  }

  @ParameterizedTest
  @CsvSource({"200, 120", "120, 120", "5, 5"})
  void aTitleIsShort(int length, int expected) {
    assertThat(Markdown.title("# " + "雾".repeat(length))).hasSize(expected);
  }

  @Test
  void noCharacterIsCutInTwo() {
    String family = "👨‍👩‍👧";

    assertThat(Markdown.shorten(family.repeat(3), 2)).isEqualTo(family + "…");
  }
}
