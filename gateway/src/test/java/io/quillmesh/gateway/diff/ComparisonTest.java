package io.quillmesh.gateway.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  @Test
  void asManyWordsAsPossibleAreFoundInBothTexts() {
    for (int seed = 0; seed < 500; seed++) {
      // Given
      Random random = new Random(seed);
      String from = words(random);
      String to = words(random);
      // When
      List<Match> matches = Comparison.of(from, to, new Budget(1_000_000));
      // Then
      long found =
          matches.stream()
              .mapToLong(match ->
                  from.substring(match.from(), match.fromEnd())
                      .chars()
                      .filter(Character::isLetter)
                      .count())
              .sum();
      assertThat(found).as("seed %d", seed).isEqualTo(longest(from.split(" "), to.split(" ")));
    }
  }

  /** Few words, so that each is there many times. */
  private static String words(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(40); i >= 0; i--) {
      text.append((char) ('a' + random.nextInt(4))).append(' ');
    }
    return text.toString();
  }

  /** The length of the longest common subsequence, by the book. */
  private static long longest(String[] from, String[] to) {
    long[][] length = new long[from.length + 1][to.length + 1];
    for (int i = 1; i <= from.length; i++) {
      for (int j = 1; j <= to.length; j++) {
        length[i][j] =
            from[i - 1].equals(to[j - 1])
                ? length[i - 1][j - 1] + 1
                : Math.max(length[i - 1][j], length[i][j - 1]);
      }
    }
    return length[from.length][to.length];
  }
}
