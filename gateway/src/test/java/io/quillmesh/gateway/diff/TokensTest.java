package io.quillmesh.gateway.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokensTest {

  @Test
  void wordsAreWhole() {
    assertThat(tokens("Don’t  stop, rock'n'roll!"))
        .containsExactly("Don’t", "  ", "stop", ",", " ", "rock'n'roll", "!");
    assertThat(tokens("naïve cafe\u0301 2nd")).contains("naïve", "cafe\u0301", "2nd");
    assertThat(tokens("런던의 안개")).containsExactly("런던의", " ", "안개");
  }

  @Test
  void scriptsWithoutSpacesAreTakenByCharacter() {
    assertThat(tokens("伦敦的雾，London很大"))
        .containsExactly("伦", "敦", "的", "雾", "，", "London", "很", "大");
    assertThat(tokens("ロンドンの霧")).hasSize(6);
    assertThat(tokens("コーヒー")).hasSize(4);
    // A character outside of the basic plane.
    assertThat(tokens("𠮷野")).containsExactly("𠮷", "野");
    // With its marks, as a reader sees it.
    assertThat(tokens("ที่")).containsExactly("ที่");
  }

  @Test
  void everyLineBreakStandsAlone() {
    assertThat(tokens("a\n\nb\r\nc")).containsExactly("a", "\n", "\n", "b", "\r\n", "c");
  }

  @Test
  void emojiAreWhole() {
    assertThat(tokens("👨‍👩‍👧👍🏽🇨🇳🇬🇧❤️"))
        .containsExactly("👨‍👩‍👧", "👍🏽", "🇨🇳", "🇬🇧", "❤️");
  }

  @Test
  void aBrokenSurrogateIsACharacter() {
    assertThat(String.join("", tokens("a\uD83C b\uDF0A"))).isEqualTo("a\uD83C b\uDF0A");
  }

  private static List<String> tokens(String text) {
    Tokens tokens = Tokens.of(text, new HashMap<>());
    List<String> all = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      all.add(text.substring(tokens.start(i), tokens.start(i + 1)));
    }
    return all;
  }
}
