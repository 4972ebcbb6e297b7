package io.quillmesh.offlinemodel;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.offlinemodel.understanding.ChoiceReader;
import io.quillmesh.offlinemodel.understanding.MessageReader;
import io.quillmesh.offlinemodel.understanding.Reading;
import io.quillmesh.offlinemodel.understanding.words.Language;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class IntentTest {

  @ParameterizedTest
  @CsvFileSource(resources = "/intents.txt", delimiter = '|', quoteCharacter = '\0')
  void isRecognised(String intent, String message) {
    Reading reading = MessageReader.read(message, true, Language.EN);

    assertThat(reading.intent().name()).isEqualTo(intent);
    assertThat(reading.confidence()).isBetween(0.0, 1.0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "帮我写一篇伦敦游记|伦敦|游记|-|-",
        "你好，帮我写一篇去敦煌的游记|敦煌|游记|-|-",
        "写一篇800字的幽默的冰岛游记|冰岛|游记|幽默|800字",
        "请写一篇关于人工智能与艺术的散文，八百字左右|人工智能与艺术|散文|-|800字",
        "写一篇科普文章，讲讲黑洞为什么会蒸发|黑洞为什么会蒸发|科普文章|-|-",
        "以“雨夜”为题写一篇短文|雨夜|短文|-|-",
        "写一篇优美的散文|-|散文|优美|-",
        "幫我寫一篇倫敦遊記|伦敦|游记|-|-",
        "寫一篇關於初雪的散文|初雪|散文|-|-",
        "Help me write a travelogue about London|London|travelogue|-|-",
        "Write a science essay on black holes, about 800 words|black holes|science essay|-|800 words",
        "Could you write a funny story about a cat who hates Mondays?|a cat who hates Mondays|story|funny|-",
        "Write me a Kyoto travelogue|Kyoto|travelogue|-|-",
        "write a travelogue about St. Petersburg in winter.|St. Petersburg in winter|travelogue|-|-",
        "Draft a travel guide to Lisbon, please|Lisbon|travel guide|-|-",
        "Write a short story|-|short story|-|-"
      })
  void ofANewArticleHasDetails(
      String message, String topic, String style, String mood, String length) {
    Reading reading = MessageReader.read(message, false, Language.EN);

    assertThat(reading.slots().topic()).isEqualTo(topic);
    assertThat(reading.slots().style()).isEqualTo(style);
    assertThat(reading.slots().mood()).isEqualTo(mood);
    assertThat(reading.slots().length()).isEqualTo(length);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      nullValues = "-",
      value = {
        "写短一半|0.5x|-|-|-",
        "Cut it in half|0.5x|-|-|-",
        "Make it twice as long|2x|-|-|-",
        "压缩到原来的三分之一|0.33x|-|-|-",
        "缩短到原来的60%|0.6x|-|-|-",
        "扩写到一千字|1000字|-|-|-",
        "Shorten it to 200 words|200 words|-|-|-",
        "调整文章的艺术意境为非现实主义风格|-|非现实主义|-|-",
        "Make the artistic mood non-realist|-|non-realist|-|-",
        "Give it a cyberpunk tone, make the mood cyberpunk|-|cyberpunk|-|-",
        "翻译成法语|-|-|fr|-",
        "Translate it into Chinese|-|-|zh|-",
        "请使用「日记体」模板|-|-|-|日记体",
        "Use the \"Day-by-day diary\" template|-|-|-|Day-by-day diary",
        "I'd like the timeline template|-|-|-|timeline"
      })
  void ofAChangeHasDetails(
      String message, String length, String mood, String language, String template) {
    Reading reading = MessageReader.read(message, true, Language.EN);

    assertThat(reading.slots().length()).isEqualTo(length);
    assertThat(reading.slots().mood()).isEqualTo(mood);
    assertThat(reading.slots().language()).isEqualTo(language);
    assertThat(reading.slots().template()).isEqualTo(template);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "the letter one, please|Letter to a friend",
        "I'd like the letter option|Letter to a friend",
        "the second one|Day-by-day diary",
        "Let's go with the last one|Timeline",
        "用那个日记的|-",
        "第二个|Day-by-day diary",
        "最后一个吧|Timeline",
        "the day one|Day-by-day diary",
        "the first paragraph is too long|-",
        "make the last one shorter|-",
        "that one about cats|-",
        "the one|-",
      })
  void aButtonMayBeSpokenOf(String message, String label) {
    List<JsonNode> choices =
        Stream.of("Letter to a friend", "Day-by-day diary", "Timeline")
            .map(it ->
                (JsonNode)
                    JsonMapper.shared()
                        .createObjectNode()
                        .put("label", it)
                        .put("message", "Use the \"" + it + "\" template"))
            .toList();

    assertThat(ChoiceReader.read(message, choices).map(said -> said.split("\"")[1]))
        .isEqualTo(Optional.ofNullable(label));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Thanks, could you do the thing with the colours?",
        "Hello, I need the usual",
        "谢谢，能不能弄一下那个",
        "flurb the wuzzle"
      })
  void whatIsNotUnderstoodIsNotClaimedToBe(String message) {
    assertThat(MessageReader.read(message, true, Language.EN).confidence()).isLessThan(0.5);
  }
}
