package io.quillmesh.writing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CutTest {

  @Test
  void aPairIsNotCutInHalf() {
    assertThat(Cut.beginning("a🏛b", 2)).isEqualTo("a");
    assertThat(Cut.beginning("a🏛b", 3)).isEqualTo("a🏛");
    assertThat(Cut.end("a🏛b", 2)).isEqualTo("b");
    assertThat(Cut.end("a🏛b", 3)).isEqualTo("🏛b");
  }

  @Test
  void aTextThatFitsIsWhole() {
    assertThat(Cut.beginning("a🏛b", 4)).isEqualTo("a🏛b");
    assertThat(Cut.end("a🏛b", 4)).isEqualTo("a🏛b");
    assertThat(Cut.end("", 4)).isEmpty();
  }
}
