package io.quillmesh.context;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SummaryTest {

  @Test
  void whatFitsStays() {
    assertThat(Summary.bounded(" Short. ")).isEqualTo("Short.");
  }

  @Test
  void whatDoesNotFitEndsAfterASentence() {
    assertThat(Summary.bounded("One is 1.5 long. Two is too long", 25))
        .isEqualTo("One is 1.5 long.");
    assertThat(Summary.bounded("第一句话在这里。第二句话太长了", 12)).isEqualTo("第一句话在这里。");
  }

  @Test
  void oneEndlessSentenceIsCutAndSaysSo() {
    assertThat(Summary.bounded("abcdefghij", 5)).isEqualTo("abcd…");
  }

  @Test
  void aCharacterIsNeverCutInTwo() {
    assertThat(Summary.bounded("a🏛bcde", 3)).isEqualTo("a…");
    assertThat(Summary.bounded("a🏛bcde", 4)).isEqualTo("a🏛…");
  }

  @Test
  void theBoundHolds() {
    assertThat(Summary.bounded("词".repeat(5_000))).hasSize(Summary.MAX_CHARACTERS);
  }
}
