package io.quillmesh.gateway.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.gateway.diff.Part.Op;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TextDiffTest {

  @Test
  void whatIsShownIsWhatAPersonWouldMark() {
    assertThat(marked("The big red dog sleeps.", "The large red cat sleeps."))
        .isEqualTo("The [-big][+large] red [-dog][+cat] sleeps.");
    assertThat(marked("伦敦的雾很大，我们在河边喝茶。", "伦敦的雾非常浓，我们坐在河边慢慢喝茶。"))
        .isEqualTo("伦敦的雾[-很大][+非常浓]，我们[+坐]在河边[+慢慢]喝茶。");
    assertThat(marked("👨‍👩‍👧 went 👍🏽 home", "👨‍👩‍👦 went 👍 home"))
        .isEqualTo("[-👨‍👩‍👧][+👨‍👩‍👦] went [-👍🏽][+👍] home");
    assertThat(marked("I like tea", "I really like fresh tea"))
        .isEqualTo("I [+really ]like [+fresh ]tea");
  }

  @Test
  void anInsertedSentenceOrParagraphIsWhole() {
    assertThat(marked("The cat. The dog.", "The cat. The bird. The dog."))
        .isEqualTo("The cat. [+The bird. ]The dog.");
    assertThat(marked("# A\n\nOne.\n\nTwo.\n", "# A\n\nOne.\n\nOne and a half.\n\nTwo.\n"))
        .isEqualTo("# A\n\nOne.\n\n[+One and a half.\n\n]Two.\n");
  }

  @Test
  void aRewrittenSentenceIsOneChange() {
    assertThat(
            marked(
                "It was the best of times, it was the worst of times.",
                "Those years held every extreme, joy and misery at the same moment."))
        .isEqualTo(
            "[-It was the best of times, it was the worst of times]"
                + "[+Those years held every extreme, joy and misery at the same moment].");
  }

  @Test
  void aWordInCommonCountsForMoreThanAllSpaces() {
    assertThat(marked("a b c d e\nLondon\n", "London\nf g h i j\n"))
        .isEqualTo("[-a b c d e\n]London\n[+f g h i j\n]");
  }

  @Test
  void rewrittenParagraphsAreShownOneByOne() {
    assertThat(marked("Fog.\n\nRain.\n", "Mist.\n\nSnow.\n"))
        .isEqualTo("[-Fog][+Mist].\n\n[-Rain][+Snow].\n");
  }

  @Test
  void emptyTextsHaveNoParts() {
    assertThat(TextDiff.parts("", "")).isEmpty();
    assertThat(marked("", "a")).isEqualTo("[+a]");
    assertThat(marked("a", "")).isEqualTo("[-a]");
    assertThat(marked("a\n", "a\n")).isEqualTo("a\n");
  }

  @Test
  void thePartsGiveBothTextsAndCutNoCharacter() {
    for (int seed = 0; seed < 800; seed++) {
      // Given
      RandomTexts random = new RandomTexts(new Random(seed));
      String from = random.text(seed % 60);
      String to = seed % 7 == 0 ? random.text(seed % 50) : random.changed(from);
      // When
      List<Part> parts = TextDiff.parts(from, to);
      // Then
      assertThat(without(parts, Op.INSERT)).as("seed %d", seed).isEqualTo(from);
      assertThat(without(parts, Op.DELETE)).as("seed %d", seed).isEqualTo(to);
      assertThat(parts)
          .as("seed %d", seed)
          .allSatisfy(part -> assertThat(isWhole(part.text())).isTrue())
          .noneSatisfy(part -> assertThat(part.text()).isEmpty());
    }
  }

  @Test
  void aLongTextWithManySmallChangesKeepsAllElse() {
    // Given a text in which hardly any passage is there only once
    StringBuilder from = new StringBuilder();
    StringBuilder to = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      from.append("word").append(i % 700).append(i % 40 == 39 ? ".\n" : " ");
      to.append(i % 50 == 7 ? "other" : "word" + i % 700).append(i % 40 == 39 ? ".\n" : " ");
    }
    // When
    List<Part> parts = TextDiff.parts(from.toString(), to.toString());
    // Then
    assertThat(parts.stream().filter(part -> part.op() == Op.INSERT))
        .hasSize(400)
        .allSatisfy(part -> assertThat(part.text()).isEqualTo("other"));
  }

  @Test
  void whatIsTooDifferentForTheBudgetCountsAsReplaced() {
    // Given
    String from = "same\n" + "a b ".repeat(2_000) + "\nsame\n";
    String to = "same\n" + "b b a a ".repeat(1_100) + "\nsame\n";
    // When
    List<Match> matches = TextDiff.kept(from, to, new Budget(1_000));
    // Then
    assertThat(matches.getFirst()).isEqualTo(new Match(0, 0, 5));
    assertThat(matches.getLast().fromEnd()).isEqualTo(from.length());
    assertThat(matches.stream().mapToInt(Match::length).sum()).isLessThan(20);
  }

  @Test
  void hostileTextsOfTheLargestSizeAreCompared() {
    // Given texts in which nearly everything can be a match of everything
    List<String> texts =
        List.of(
            "a b ".repeat(50_000),
            "b a ".repeat(50_000),
            "a\n".repeat(100_000),
            "\n".repeat(200_000),
            "'a".repeat(100_000),
            "a" + "\u0301".repeat(100_000),
            "👩‍".repeat(28_000),
            "🇨🇳🇬🇧".repeat(12_000),
            "。，".repeat(33_000));
    for (int i = 0; i < texts.size(); i++) {
      String from = texts.get(i);
      String to = texts.get((i + 1) % texts.size());
      // When
      List<Part> parts = TextDiff.parts(from, to);
      // Then
      assertThat(without(parts, Op.INSERT).equals(from)).isTrue();
      assertThat(without(parts, Op.DELETE).equals(to)).isTrue();
    }
  }

  private static boolean isWhole(String text) {
    return !Character.isLowSurrogate(text.charAt(0))
        && !Character.isHighSurrogate(text.charAt(text.length() - 1));
  }

  private static String without(List<Part> parts, Op op) {
    return parts.stream()
        .filter(part -> part.op() != op)
        .map(Part::text)
        .collect(Collectors.joining());
  }

  private static String marked(String from, String to) {
    return TextDiff.parts(from, to).stream()
        .map(part ->
            switch (part.op()) {
              case EQUAL -> part.text();
              case INSERT -> "[+" + part.text() + "]";
              case DELETE -> "[-" + part.text() + "]";
            })
        .collect(Collectors.joining());
  }
}
