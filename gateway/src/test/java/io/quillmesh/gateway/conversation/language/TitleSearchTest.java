package io.quillmesh.gateway.conversation.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TitleSearchTest {

  @ParameterizedTest
  @CsvSource({
    "London in fog, london",
    "London in fog, 'FOG  lon'",
    "London in fog, ''",
    "London in fog, ' '",
    "伦敦游记, 伦敦",
    "伦敦游记, 倫敦遊記",
    "倫敦遊記：霧, 雾　伦敦",
    "ＰＤＦ 导出, pdf 導出",
    "STRASSE, strasse",
    "Crème brûlée, crème"
  })
  void finds(String title, String words) {
    assertThat(TitleSearch.of(words).finds(title)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"London in fog, london rain", "伦敦游记, 巴黎", "'', x", "a.c, a?c"})
  void doesNotFind(String title, String words) {
    assertThat(TitleSearch.of(words).finds(title)).isFalse();
  }
}
