package io.quillmesh.writing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SelectedPassageTest {

  @Test
  void aShortPassageIsShownAsItIs() {
    String text = "雾".repeat(1_000);

    assertThat(SelectedPassage.shortened(text)).isEqualTo(text);
  }

  @Test
  void aLongOneIsShownByItsEndsWithoutHalfCharacters() {
    // Either end would be cut inside of a pair.
    String text = "a" + "🌧".repeat(600) + "b";

    String shown = SelectedPassage.shortened(text);

    assertThat(shown).hasSizeLessThanOrEqualTo(1_000).startsWith("a🌧").endsWith("🌧b");
    assertThat(shown.replace("🌧", "")).isEqualTo("a … b");
    assertThat(shown.length()).isGreaterThan(990);
  }
}
