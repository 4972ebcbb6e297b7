package io.quillmesh.offlinemodel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RevisionTest {

  /** Text that a person wrote into the article, in a form that the model would not choose. */
  private static final String EDIT =
      "My sister Anna was there,  with  two spaces. She said: \"Stay.\" Nobody did.";

  private static final String LIST = "- one thing\n- another thing";

  private final Conversation zh = new Conversation("zh");
  private final Conversation en = new Conversation("en");

  @ParameterizedTest
  @ValueSource(strings = {"冰岛", "撒哈拉", "量子纠缠", "蜜蜂", "潮汐", "丝绸之路", "珊瑚礁", "夜航船", "活字印刷", "外婆的菜园"})
  void halvesAChineseArticle(String topic) {
    String before = zh.generate("写一篇关于" + topic + "的故事");

    String after = zh.generate("写短一半");

    double factor = (double) characters(after) / characters(before);
    assertThat(factor).isBetween(0.4, 0.6);
    assertThat(sentences(after)).allMatch(before::contains);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Reykjavik",
        "beekeeping",
        "coral reefs",
        "Patagonia",
        "night trains",
        "Zanzibar",
        "paper",
        "tides"
      })
  void halvesAnEnglishArticle(String topic) {
    String before = en.generate("Write an essay about " + topic);

    String after = en.generate("Make it half as long");

    double factor = (double) after.split("\\s+").length / before.split("\\s+").length;
    assertThat(factor).isBetween(0.4, 0.6);
  }

  @ParameterizedTest
  @CsvSource({
    "Make it twice as long,2.0",
    "Make it 800 words,2.0",
    "Make it a third longer,1.33",
    "Make it a quarter of the length,0.25"
  })
  void changesTheLengthByAsMuchAsIsAsked(String message, double factor) {
    String before = en.generate("Write a travelogue about Reykjavik, 400 words");

    String after = en.generate(message);

    double actual = (double) after.split("\\s+").length / before.split("\\s+").length;
    assertThat(actual).isBetween(factor * 0.8, factor * 1.2);
  }

  @Test
  void keepsEverySentenceWhenItGrows() {
    String before = zh.generate("帮我写一篇冰岛游记");

    String after = zh.generate("写长一倍");

    assertThat(after.lines().toList()).containsAll(before.lines().toList());
    assertThat(after.strip()).endsWith(before.strip().lines().toList().getLast());
  }

  @Test
  void addsImagesForAMoodAndKeepsHeadingsAndSentences() {
    String before = withEdits(en, "Help me write a travelogue about Reykjavik");

    String after = en.generate("Make the artistic mood non-realist");

    assertThat(headings(after)).isEqualTo(headings(before));
    assertThat(after).contains(EDIT, LIST).isNotEqualTo(before);
    for (String line : before.lines().toList()) {
      assertThat(after.lines()).anyMatch(other -> other.startsWith(line));
    }
  }

  @Test
  void replacesTheImagesOfAnEarlierMood() {
    String before = zh.generate("帮我写一篇冰岛游记");

    zh.generate("调整文章的艺术意境为非现实主义风格");
    String after = zh.generate("再幽默一点");

    List<String> surreal = List.of("鲸", "月亮从口袋", "打了一个结", "倒着走");
    assertThat(surreal).noneMatch(after::contains);
    for (String line : before.lines().toList()) {
      assertThat(after.lines()).anyMatch(other -> other.startsWith(line));
    }
  }

  @Test
  void acceptsAMoodThatNobodyPrepared() {
    String before = en.generate("Write a story about night trains");

    String after = en.generate("Change the mood to cyberpunk");

    assertThat(after).contains("cyberpunk");
    assertThat(after.lines().toList()).containsAll(headings(before));
  }

  @Test
  void putsAllPassagesBelowTheHeadingsOfATemplate() {
    String before = withEdits(zh, "帮我写一篇冰岛游记");

    String after = zh.generate("请使用「日记体」模板");

    assertThat(headings(after))
        .containsExactly("## 第一天 · 初见", "## 第二天 · 走近", "## 第三天 · 停留", "## 最后一天 · 告别");
    assertThat(after.lines().toList()).containsAll(prose(before));
    assertThat(zh.title()).isEqualTo(before.lines().findFirst().orElse("").substring(2));
  }

  @Test
  void keepsWhatBelongsTogetherTogether() {
    en.article = "# T\n\n## A\n\na1\n\na2\n\n## B\n\nb1\n\nb2\n\n## C\n\nc1\n\nc2\n\n## D\n\nd1\n";

    String after = en.generate("Use the \"Map of the senses\" template");

    assertThat(after).contains("a1\n\na2\n\n## What I Heard\n\nb1\n\nb2");
  }

  @Test
  void takesTheOpeningsOfATemplateAwayWithIt() {
    zh.generate("帮我写一篇冰岛游记");
    zh.generate("请使用「日记体」模板");

    String after = zh.generate("请使用「书信体」模板");

    assertThat(after).doesNotContain("天气：").contains("亲爱的朋友");
  }

  @Test
  void writesAFirstArticleInTheTemplateThatIsChosen() {
    zh.decisions = List.of("主题：冰岛", "体裁：游记");

    String article = zh.generate("请使用「日记体」模板");

    assertThat(headings(article)).contains("## 第一天 · 初见");
    assertThat(article).contains("冰岛");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "Make the ending warmer",
        "让结尾更温暖一点",
        "Add a paragraph about the harbour before the ending",
        "加一段关于港口的内容",
        "Please mention my dog",
        "Polish it a little",
        "Rewrite the opening",
        "Make the opening funnier",
        "Remove the fifth paragraph",
        "删掉第五段",
        "把结尾写短一点"
      })
  void editsOneSpotAndNothingElse(String message) {
    String before = withEdits(en, "Help me write a travelogue about Reykjavik");

    String after = en.generate(message);

    List<String> changed = new ArrayList<>(before.lines().toList());
    changed.removeAll(after.lines().toList());
    assertThat(after).isNotEqualTo(before).contains(EDIT, LIST);
    assertThat(changed.stream().filter(line -> !line.isBlank())).hasSizeLessThanOrEqualTo(1);
    assertThat(headings(after)).isEqualTo(headings(before));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "Change the title to Fog and Bells|Fog and Bells",
        "Call it \"Fog and Bells\"|Fog and Bells",
        "标题改成《雾与钟》|雾与钟",
        "Use this title: Fog and Bells, to Be Continued|Fog and Bells, to Be Continued",
        "就用这个标题：《雾与钟》|雾与钟",
        "就用这个标题：雾，改成钟|雾，改成钟",
        "把题目换成“雾与钟”|雾与钟"
      })
  void changesTheTitleAlone(String message, String title) {
    String before = withEdits(en, "Help me write a travelogue about Reykjavik");

    String after = en.generate(message);

    assertThat(en.title()).isEqualTo(title);
    assertThat(after.lines().skip(1).toList()).isEqualTo(before.lines().skip(1).toList());
  }

  @Test
  void findsAnotherTitle() {
    String before = zh.generate("帮我写一篇冰岛游记");

    String after = zh.generate("换个标题");

    assertThat(after.lines().findFirst()).isNotEqualTo(before.lines().findFirst());
    assertThat(after.lines().skip(1).toList()).isEqualTo(before.lines().skip(1).toList());
  }

  @Test
  void replacesAWordingEverywhere() {
    en.generate("Help me write a travelogue about Reykjavik");

    String after = en.generate("Replace Reykjavik with Akureyri");

    assertThat(after).contains("Akureyri").doesNotContain("Reykjavik");
  }

  @Test
  void addsASectionWithAHeading() {
    en.generate("Help me write a travelogue about Reykjavik");

    assertThat(headings(en.generate("Add a section about hot springs"))).contains("## Hot springs");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Translate it into French",
        "翻译成英文",
        "What is the article about?",
        "Hello",
        "Change it"
      })
  void returnsTheArticleUntouchedWhereItCantHelp(String message) {
    String before = withEdits(en, "Help me write a travelogue about Reykjavik");

    assertThat(en.generate(message)).isEqualTo(before);
  }

  private static String withEdits(Conversation conversation, String request) {
    List<String> lines = new ArrayList<>(conversation.generate(request).lines().toList());
    int secondSection = lines.lastIndexOf(headings(String.join("\n", lines)).get(1));
    lines.addAll(secondSection + 1, List.of("", EDIT, "", "- one thing", "- another thing"));
    conversation.article = String.join("\n", lines) + "\n";
    return conversation.article;
  }

  private static List<String> headings(String article) {
    return article.lines().filter(line -> line.startsWith("## ")).toList();
  }

  private static List<String> prose(String article) {
    return article.lines().filter(line -> !line.startsWith("#")).toList();
  }

  private static long characters(String article) {
    return article.codePoints().filter(c -> !Character.isWhitespace(c)).count();
  }

  private static List<String> sentences(String article) {
    return prose(article).stream()
        .flatMap(line -> Arrays.stream(line.split("(?<=[。?!]”?)(?!”)")))
        .toList();
  }
}
