package io.quillmesh.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArticleSizeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '\0',
      value = {
        "Don’t stop: it is half-done.@5@words",
        "# Fog\\n\\nThe *fog* is **thick**, — isn't it?@7@words",
        "伦敦，2024 年。\\n下雨@11@characters",
        "# 伦敦\\n\\n**雾**散了。@6@characters",
        "我在 London 住了 3 年@12@characters",
        "We met 张伟 in the Old Town@7@words",
        "See [the map](https://example.com/a/long/path \"Map\").@3@words",
        "![A bridge](bridge.png)@2@words",
        "- one\\n- two\\n\\n1. three\\n2. four@4@words",
        "> quoted words@2@words",
        "a | b\\n--- | ---\\nc | d@4@words",
        "one\\n\\n---\\n\\ntwo@2@words",
        "```js\\nlet x = 1\\n```@3@words",
        "snake_case and _emphasis_@4@words",
        "@0@words",
        "\u3000\u3000缩进的段落。@6@characters",
        "雨の東京へ@5@characters",
        "😀 fine@1@words",
      })
  void isThatOfTheTextAsItIsRead(String markdown, int count, String unit) {
    ArticleSize size = ArticleSize.of(markdown == null ? "" : markdown.replace("\\n", "\n"));

    assertThat(size.unit()).isEqualTo(unit);
    assertThat(size.count()).isEqualTo(count);
  }
}
