package io.quillmesh.generator;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.agent.TextShape;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PassageShapeTest {
  private static final Passage PASSAGE = new Passage("", "<", "old", ">", "");

  @ParameterizedTest
  @CsvSource({
    "new, <new>",
    "'  new words \n', <new words>",
    "'a\n\nb', '<a\n\nb>'",
    "'```\nnew\n```', <new>",
    "'```md\nnew\n\n```\n', <new>",
    "'\n```text\na\n```\nb\n```', '<a\n```\nb>'",
    "'```\n```js\nx\n```\n```', '<```js\nx\n```>'",
    "'```js\nx\n```', '<```js\nx\n```>'",
    "'`x` is', '<`x` is>'",
    "'``', '<``>'",
    "'a ``` b', '<a ``` b>'",
    "'a\n```', '<a\n```>'",
    "'[[NOTHING]] of it', '<[[NOTHING]] of it>'",
    "'[[', '<[[>'",
    "'[[NOTHING]]', ''",
    "' [[NOTHING]]\n', ''"
  })
  void aTextIsTheSameHoweverItComes(String written, String expected) {
    Random random = new Random(3);
    for (int i = 0; i < 200; i++) {
      PassageShape shape = new PassageShape(PASSAGE, false);

      assertThat(shaped(shape, written, random)).isEqualTo(expected);
      assertThat(shape.isNothing()).isEqualTo(expected.isEmpty());
    }
  }

  @Test
  void whatIsWrittenIsShownAtOnce() {
    TextShape.Shaper shaper = new PassageShape(PASSAGE, false).begin();

    assertThat(shaper.append("The fog ")).isEqualTo("<The fog");
    assertThat(shaper.append("lifted")).isEqualTo(" lifted");
    assertThat(shaper.append(".\n")).isEqualTo(".");
    assertThat(shaper.end()).isEqualTo(">");
  }

  @Test
  void whereCodeIsWantedAFenceStays() {
    assertThat(shaped(new PassageShape(PASSAGE, true), "```\nx\n```\n", new Random(1)))
        .isEqualTo("<```\nx\n```>");
  }

  private static String shaped(PassageShape shape, String written, Random random) {
    TextShape.Shaper shaper = shape.begin();
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < written.length()) {
      int to = Math.min(written.length(), at + 1 + random.nextInt(6));
      text.append(shaper.append(written.substring(at, to)));
      at = to;
    }
    return text.append(shaper.end()).toString();
  }
}
