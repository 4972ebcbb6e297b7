package io.quillmesh.offlinemodel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class TalkTest {

  private static final String SAY = "调整文章的艺术意境为非现实主义风格";

  private final Conversation zh = new Conversation("zh");
  private final Conversation en = new Conversation("en");

  @Test
  void remembersWhatWasDecided() {
    zh.context("帮我写一篇冰岛游记");
    zh.generate("帮我写一篇冰岛游记");
    zh.context("调整文章的艺术意境为非现实主义风格");
    zh.context("写短一半");
    JsonNode last = zh.context("再幽默一点");

    assertThat(zh.decisions).containsExactly("主题：冰岛", "体裁：游记", "篇幅：0.5x", "意境：幽默");
    assertThat(last.path("summary").asString()).contains("冰岛", "幽默");
  }

  @Test
  void knowsWhatIsSpokenOf() {
    JsonNode answer =
        en.context("Help me write a travelogue about Iceland with my friend Anna in 1998");

    assertThat(answer.path("entities").findValuesAsString("type"))
        .contains("place", "work", "time");
    assertThat(answer.path("relations").findValuesAsString("type")).contains("about");
    List<String> ids = answer.path("entities").findValuesAsString("id");
    assertThat(ids).containsAll(answer.path("relations").findValuesAsString("from"));
    assertThat(ids).containsAll(answer.path("relations").findValuesAsString("to"));
  }

  @Test
  void scoresNeedsFromZeroToAHundred() {
    for (JsonNode need : en.context("Write an essay about tides").path("needs")) {
      assertThat(need.path("need").asString()).isNotBlank();
      assertThat(need.path("score").asInt()).isBetween(0, 100);
    }
  }

  @Test
  void ordersOnlyTheCapabilitiesItWasGiven() {
    List<String> before = texts(en.context("Hello").path("capabilities"));
    List<String> after = texts(en.context("Write an essay about tides").path("capabilities"));

    assertThat(before).containsExactly("generate-article");
    assertThat(after).containsExactly("artistic-mood", "length");
  }

  @Test
  void keepsTheSummaryBounded() {
    for (int i = 0; i < 100; i++) {
      en.context("Add a paragraph about the number " + i);
    }

    assertThat(en.summary.length()).isLessThanOrEqualTo(600);
    assertThat(en.summary).contains("99").doesNotContain("number 1\n");
  }

  @ParameterizedTest
  @CsvSource({"帮我写一篇冰岛游记,城市漫步", "写一篇关于潮汐的科普文章,问答体", "写一个关于潮汐的故事,三幕剧", "写一篇关于潮汐的散文,起承转合"})
  void offersTemplatesThatFitAfterAFirstRequest(String message, String template) {
    zh.context(message);
    JsonNode answer = zh.phase(message);

    assertThat(answer.path("phase").asString()).isEqualTo("CHOOSING_TEMPLATE");
    assertThat(answer.path("choices").size()).isBetween(3, 5);
    assertThat(answer.path("choices").findValuesAsString("template")).contains(template);
    for (JsonNode choice : answer.path("choices")) {
      JsonNode read = zh.intent(choice.path("message").asString());
      assertThat(choice.path("intent").asString()).isEqualTo("CHOOSE_TEMPLATE");
      assertThat(read.path("slots").path("template")).isEqualTo(choice.path("template"));
    }
  }

  @Test
  void offersTemplatesAsLongAsNoneIsChosen() {
    zh.generate("帮我写一篇冰岛游记");
    zh.context("调整文章的艺术意境为非现实主义风格");

    JsonNode answer = zh.phase("调整文章的艺术意境为非现实主义风格");

    assertThat(answer.path("phase").asString()).isEqualTo("REVISING");
    assertThat(answer.path("choices").size()).isLessThanOrEqualTo(5);
    assertThat(answer.path("choices").findValuesAsString("intent"))
        .filteredOn("CHOOSE_TEMPLATE"::equals)
        .hasSize(3);
  }

  @Test
  void offersFollowUpsThatItUnderstands() {
    for (Conversation conversation : List.of(zh, en)) {
      conversation.generate(conversation == zh ? "帮我写一篇冰岛游记" : "Write a travelogue about Iceland");
      JsonNode answer =
          conversation.phase(conversation == zh ? "请使用「日记体」模板" : "Use the \"Timeline\" template");

      assertThat(answer.path("phase").asString()).isEqualTo("REVISING");
      assertThat(answer.path("choices").size()).isBetween(3, 5);
      for (JsonNode choice : answer.path("choices")) {
        JsonNode read = conversation.intent(choice.path("message").asString());
        assertThat(read.path("intent")).isEqualTo(choice.path("intent"));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"你好,EXPLORING", "What can you do?,EXPLORING", "帮我写一篇冰岛游记,CHOOSING_TEMPLATE"})
  void placesAConversationWithoutArticle(String message, String phase) {
    assertThat(zh.phase(message).path("phase").asString()).isEqualTo(phase);
  }

  @ParameterizedTest
  @CsvSource({
    "写短一半,REVISING",
    "让结尾更温暖一点,REVISING",
    "翻译成英文,REVISING",
    "就这样，定稿,FINISHING",
    "谢谢,REVISING"
  })
  void placesAConversationWithAnArticle(String message, String phase) {
    zh.generate("帮我写一篇冰岛游记");

    assertThat(zh.phase(message).path("phase").asString()).isEqualTo(phase);
  }

  @Test
  void repliesWithTitleTopicAndSuggestionAndSaysWhatItIs() {
    zh.generate("帮我写一篇冰岛游记");

    String reply = zh.reply("帮我写一篇冰岛游记", "WRITTEN", SAY);

    assertThat(reply).contains(zh.title(), "冰岛", SAY, "离线模型", "600");
  }

  @ParameterizedTest
  @CsvSource({
    "Make the artistic mood non-realist,non-realist",
    "Make it half as long,400 words",
    "Use the Timeline template,Timeline",
    "Add a paragraph about the harbour,the harbour",
    "Make the ending warmer,warmer",
    "Change the title to Fog,title"
  })
  void saysWhatChanged(String message, String change) {
    en.generate("Write a travelogue about Iceland");

    assertThat(en.reply(message, "REVISED", "")).contains(change, en.title());
  }

  @Test
  void declinesToTranslateInWords() {
    en.generate("Write a travelogue about Iceland");

    assertThat(en.reply("Translate it into French", "UNCHANGED", ""))
        .contains("can't translate", en.title());
    assertThat(en.reply("翻译成法语", "UNCHANGED", "")).contains("不会翻译", en.title());
  }

  @ParameterizedTest
  @CsvSource({
    "What can you do?,offline model",
    "你能做什么,离线模型",
    "Hello,offline",
    "你好,离线",
    "Who are you?,offline"
  })
  void saysOpenlyWhatItIs(String message, String words) {
    assertThat(en.reply(message, "UNCHANGED", "")).contains(words);
  }

  @Test
  void namesWhatOneCanSayButNotWhatItCantDo() {
    assertThat(en.reply("What can you do?", "UNCHANGED", ""))
        .contains("Make it half as long")
        .doesNotContain("Translate it");
  }

  @Test
  void answersQuestionsAboutTheArticle() {
    zh.generate("帮我写一篇冰岛游记");

    assertThat(zh.reply("这篇文章主要讲了什么", "UNCHANGED", "")).contains(zh.title());
    assertThat(zh.reply("有多少字", "UNCHANGED", "")).contains("600");
    assertThat(zh.reply("标题是什么", "UNCHANGED", "")).contains(zh.title());
  }

  @Test
  void hasAWordForEveryIntentInBothLanguages() {
    String[] messages = {
      "Write an essay about tides",
      "Add a line about fog",
      "Make it funnier",
      "Make it longer",
      "Translate it",
      "Use the Scenes template",
      "What is it about?",
      "What can you do?",
      "Hi",
      "Qwerty",
      "写一篇关于潮汐的散文",
      "加一句关于雾的话",
      "更幽默一点",
      "写长一点",
      "翻译一下",
      "使用「四季」模板",
      "文章讲了什么",
      "你会什么",
      "你好",
      "嗯哼"
    };
    for (String message : messages) {
      for (String outcome : List.of("WRITTEN", "REVISED", "UNCHANGED")) {
        assertThat(en.reply(message, outcome, SAY)).contains(SAY).doesNotContain("{", "null");
        en.article = "# Tides\n\nSome text.\n";
        assertThat(en.reply(message, outcome, SAY)).contains(SAY).doesNotContain("{", "null");
        en.article = "";
      }
    }
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asString).toList();
  }
}
