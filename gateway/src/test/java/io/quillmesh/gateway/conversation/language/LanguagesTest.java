package io.quillmesh.gateway.conversation.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguagesTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        // Most of the message decides, whatever the interface's language is.
        "帮我写一篇 London 游记             | en      | zh",
        "幫我寫一篇倫敦遊記                | en      | zh-Hant",
        "帮我写一篇伦敦游记                | zh-TW   | zh",
        "Help me write about 伦敦          | zh-Hans | en",
        // The same characters in both: the interface decides.
        "再短一点                          |         | zh",
        "你好                              | zh-Hans | zh",
        "你好                              | zh-Hant | zh-Hant",
        "你好                              | ZH-hk   | zh-Hant",
        "你好                              | zh-MO   | zh-Hant",
        "你好                              | zh-Hans-TW | zh",
        "你好                              | fr      | zh",
        // A single の is not Japanese.
        "写一篇关于阳光の味道的文章        | en      | zh",
        // Quoted text says nothing about the rest.
        "Translate “床前明月光，疑是地上霜” into English | zh | en",
        "请使用「Day-by-day diary by the river」模板     | en | zh",
        // In neither: the interface decides, else English.
        "東京の朝はとても静かです          | zh-Hans | zh",
        "東京の朝はとても静かです          |         | en",
        "서울 여행기를 써 줘               | zh-Hant | zh-Hant",
        "Напиши статью о Лондоне           | zh      | zh",
        "Напиши статью о Лондоне           |         | en",
        "42                                | zh-TW   | zh-Hant",
        "42                                |         | en",
        "42                                | zhx     | en",
      })
  void labelsFollowTheMessageElseTheInterface(
      String message, @Nullable String hint, String expected) {
    assertThat(Languages.of(message, hint)).isEqualTo(expected);
  }
}
