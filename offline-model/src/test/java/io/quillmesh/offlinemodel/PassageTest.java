package io.quillmesh.offlinemodel;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.offlinemodel.openai.Json;
import io.quillmesh.offlinemodel.passage.PassageAnswer;
import io.quillmesh.offlinemodel.talk.ContextAnswer;
import io.quillmesh.offlinemodel.talk.IntentAnswer;
import io.quillmesh.offlinemodel.talk.ReplyAnswer;
import io.quillmesh.offlinemodel.understanding.Document;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class PassageTest {
  private static final String EN =
      "We came to the bridge at noon, and nobody was there. The fog lay on the river. My sister"
          + " laughed. Then it rained for an hour.";
  private static final String ZH = "中午我们到了桥边，那里一个人也没有。雾停在河面上。妹妹笑了。后来下了一个小时的雨。";

  @ParameterizedTest
  @CsvSource({"Shorten it", "Half as long", "Make it more concise", "写短一点", "缩短一半", "精简", "短一點"})
  void aShorterPassageHasOnlySentencesOfTheOldOne(String message) {
    for (String passage : List.of(EN, ZH)) {
      String shorter = write(message, passage);

      assertThat(shorter).hasSizeLessThan(passage.length()).isNotBlank();
      assertThat(shorter.split("(?<=[.。])\\s*")).allMatch(passage::contains);
    }
  }

  @Test
  void aSingleSentenceLosesItsLastClauses() {
    assertThat(write("Shorter", "We came at noon, when nobody was there, and it rained."))
        .isEqualTo("We came at noon, when nobody was there.");
    assertThat(write("短一点", "中午我们到了桥边，那里一个人也没有，雨也停了。")).isEqualTo("中午我们到了桥边。");
  }

  @ParameterizedTest
  @CsvSource({"Expand", "Make it twice as long", "扩写", "写长一点", "再詳細一點"})
  void aLongerPassageBeginsWithTheOldOne(String message) {
    for (String passage : List.of(EN, ZH)) {
      assertThat(write(message, passage))
          .startsWith(passage)
          .hasSizeGreaterThan(passage.length() + passage.length() / 4);
    }
  }

  @ParameterizedTest
  @CsvSource({"Rewrite", "Say it otherwise", "Improve it", "换个写法", "润色一下", "重写"})
  void aRewrittenPassageIsOther(String message) {
    for (String passage : List.of(EN, ZH)) {
      String other = write(message, passage);

      assertThat(other).isNotBlank().doesNotContain(passage.substring(0, 10));
      assertThat(isChinese(other)).isEqualTo(isChinese(passage));
      assertThat(other).doesNotContain("\n");
    }
  }

  @ParameterizedTest
  @CsvSource({"Make it more poetic", "Make it humorous", "更有诗意一点", "幽默一点"})
  void anotherMoodAddsAnImage(String message) {
    for (String passage : List.of(EN, ZH)) {
      assertThat(write(message, passage)).contains(passage).hasSizeGreaterThan(passage.length());
    }
  }

  @Test
  void itWritesInTheOtherLanguageAndSaysThatThisIsNoTranslation() {
    assertThat(isChinese(write("Translate into Chinese", EN))).isTrue();
    assertThat(isChinese(write("翻译成英文", ZH))).isFalse();
    assertThat(reply("Translate into Chinese", "TRANSLATE", "REVISED", "新的"))
        .contains("can't translate");
    assertThat(reply("翻译成英文", "TRANSLATE", "REVISED", "new")).contains("不会翻译");
    assertThat(write("Translate into French", EN)).isEqualTo(EN);
  }

  @Test
  void wordsAreReplacedInThePassage() {
    assertThat(write("Replace \"fog\" with \"mist\"", EN)).isEqualTo(EN.replace("fog", "mist"));
  }

  @Test
  void whatIsToGoGoes() {
    assertThat(write("Delete this sentence", EN)).isEqualTo("[[NOTHING]]");
    assertThat(write("删掉这句", ZH)).isEqualTo("[[NOTHING]]");
    assertThat(write("把这段删了吧", ZH)).isEqualTo("[[NOTHING]]");
    assertThat(write("Remove the word fog", EN)).isEqualTo(EN);
    assertThat(write("删掉第二句", ZH)).isEqualTo(ZH);
    assertThat(reply("删掉这句", "REVISE_CONTENT", "REVISED", "")).contains("去掉");
  }

  @Test
  void headingsAndListsKeepTheirForm() {
    String passage = "## Noon\n\n" + EN + "\n\n- tea\n- rain";

    String other = write("Rewrite", passage);

    assertThat(other).startsWith("## Noon\n\n").endsWith("\n\n- tea\n- rain");
    assertThat(other).doesNotContain("My sister");
  }

  @Test
  void partOfASentenceStaysPartOfOne() {
    assertThat(write("Rewrite", "the fog on the river"))
        .isNotBlank()
        .doesNotContain("the fog")
        .doesNotMatch(".*[.!?]");
    assertThat(write("Expand", "the fog on the river")).isEqualTo("the fog on the river");
  }

  @Test
  void aGapIsFilled() {
    assertThat(write("Write something here", "")).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource({
    "Write a story about it, REVISE_CONTENT",
    "换个说法, REVISE_CONTENT",
    "Use the diary template, REVISE_CONTENT",
    "Continue, REVISE_CONTENT",
    "What does this mean?, ASK_ABOUT_ARTICLE",
    "Shorter, CHANGE_LENGTH",
    "翻译成英文, TRANSLATE"
  })
  void aMessageAboutAPassageAsksForNoArticle(String message, String intent) {
    JsonNode answer = Json.MAPPER.valueToTree(IntentAnswer.answer(talk(message)));

    assertThat(answer.path("intent").asString()).isEqualTo(intent);
  }

  @Test
  void whatHoldsForAPassageIsNotDecidedForTheArticle() {
    assertThat(ContextAnswer.answer(talk("Make it humorous")).get("decisions"))
        .isEqualTo(List.of("Topic: London", "主题：伦敦"));
  }

  @Test
  void theReplySpeaksOfThePassage() {
    assertThat(reply("Shorter", "CHANGE_LENGTH", "REVISED", "x"))
        .contains("passage", "another length");
    assertThat(reply("短一点", "CHANGE_LENGTH", "REVISED", "x")).contains("选中");
    assertThat(reply("Rewrite", "REVISE_CONTENT", "REVISED", "x")).contains("anew");
    assertThat(reply("Expand", "CHANGE_LENGTH", "UNCHANGED", null)).contains("could not");
    assertThat(reply("这是什么意思？", "ASK_ABOUT_ARTICLE", "UNCHANGED", null)).contains("雾");
  }

  private static boolean isChinese(String text) {
    return text.codePoints()
        .anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
  }

  private static String write(String message, String passage) {
    Map<String, Object> data = data(message);
    data.put("decisions", List.of(isChinese(passage) ? "主题：伦敦" : "Topic: London"));
    JsonNode intent = Json.MAPPER.valueToTree(IntentAnswer.answer(talk(message)));
    data.put("task", "PASSAGE");
    data.put("intent", intent.path("intent").asString());
    data.put("slots", intent.path("slots"));
    data.put("before", "");
    data.put("passage", passage);
    data.put("after", "");
    return PassageAnswer.write(document(data));
  }

  private static String reply(
      String message,
      String intent,
      String outcome,
      @org.jspecify.annotations.Nullable String now) {
    Map<String, Object> data = data(message);
    data.put("intent", intent);
    data.put(
        "article",
        Map.of("title", "T", "outcome", outcome, "size", Map.of("count", 600, "unit", "words")));
    data.put("selection", now == null ? Map.of("text", "雾。") : Map.of("text", "雾。", "now", now));
    return ReplyAnswer.answer(document(data));
  }

  private static Document talk(String message) {
    Map<String, Object> data = data(message);
    data.put("selection", Map.of("text", EN));
    return document(data);
  }

  private static Map<String, Object> data(String message) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("message", message);
    data.put("language", "en");
    data.put("summary", "");
    data.put("decisions", List.of("Topic: London", "主题：伦敦"));
    data.put("history", List.of());
    data.put("article", Map.of("title", "London"));
    return data;
  }

  private static Document document(Map<String, Object> data) {
    return new Document(Json.MAPPER.readTree(Json.bytes(data)));
  }
}
