package io.quillmesh.offlinemodel;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.offlinemodel.openai.Tokens;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Articles on topics that no rule and no resource of the module mentions. */
class ArticleTest {

  private static final List<String> TOPICS_ZH =
      List.of("冰岛", "撒哈拉", "量子纠缠", "蜜蜂", "外婆的菜园", "潮汐", "丝绸之路", "夜航船", "活字印刷", "珊瑚礁");
  private static final List<String> TOPICS_EN =
      List.of(
          "Reykjavik",
          "beekeeping",
          "quantum tunnelling",
          "the Silk Road",
          "my uncle's workshop",
          "coral reefs",
          "Patagonia",
          "the invention of paper",
          "night trains",
          "Zanzibar");

  static Stream<Arguments> requests() {
    Stream<Arguments> zh =
        Stream.of("帮我写一篇%s游记", "写一篇关于%s的科普文章", "请写一个关于%s的故事")
            .flatMap(form -> TOPICS_ZH.stream().map(topic -> Arguments.of("zh", form, topic)));
    Stream<Arguments> en =
        Stream.of(
                "Help me write a travelogue about %s",
                "Write a science essay on %s", "Write a story about %s")
            .flatMap(form -> TOPICS_EN.stream().map(topic -> Arguments.of("en", form, topic)));
    return Stream.concat(zh, en);
  }

  @ParameterizedTest
  @MethodSource("requests")
  void namesItsTopicAndIsWellFormed(String language, String form, String topic) {
    String article = new Conversation(language).generate(form.formatted(topic));

    List<String> lines = article.lines().toList();
    assertThat(lines.getFirst()).startsWith("# ");
    assertThat(lines.stream().filter(line -> line.startsWith("## "))).hasSizeBetween(4, 7);
    assertThat(occurrences(article, topic)).isGreaterThanOrEqualTo(3);
    assertThat(Tokens.of(article).size()).isBetween(270, 700);
    assertThat(article).doesNotContain("{", "}", "null", "\n\n\n");
    assertThat(joined(Tokens.of(article))).isEqualTo(article);
  }

  @Test
  void writesVerseInLines() {
    String zh = new Conversation("zh").generate("写一首关于潮汐的诗");
    String en = new Conversation("en").generate("Write a poem about coral reefs");

    assertThat(zh).contains("潮汐", "，  \n");
    assertThat(en).contains("coral reefs", ",  \n");
  }

  static Stream<Arguments> forms() {
    return Stream.of(
        Arguments.of("zh", "帮我写一篇%s游记", TOPICS_ZH),
        Arguments.of("zh", "写一篇关于%s的科普文章", TOPICS_ZH),
        Arguments.of("zh", "请写一个关于%s的故事", TOPICS_ZH),
        Arguments.of("en", "Help me write a travelogue about %s", TOPICS_EN),
        Arguments.of("en", "Write a science essay on %s", TOPICS_EN),
        Arguments.of("en", "Write a story about %s", TOPICS_EN));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void differsFromOthersInMoreThanTheTopic(String language, String form, List<String> topics) {
    List<Set<String>> articles =
        topics.stream()
            .map(topic ->
                sentences(new Conversation(language).generate(form.formatted(topic)), topic))
            .toList();

    for (int i = 0; i < articles.size(); i++) {
      for (int j = 0; j < i; j++) {
        Set<String> shared = new HashSet<>(articles.get(i));
        shared.retainAll(articles.get(j));
        double share = (double) shared.size() / articles.get(i).size();
        assertThat(share).as("%s and %s", topics.get(i), topics.get(j)).isLessThan(0.5);
      }
    }
    Set<List<String>> structures =
        topics.stream()
            .map(topic ->
                headings(new Conversation(language).generate(form.formatted(topic)), topic))
            .collect(Collectors.toSet());
    assertThat(structures).hasSize(topics.size());
  }

  private static String joined(Tokens tokens) {
    return IntStream.range(0, tokens.size()).mapToObj(tokens::get).collect(Collectors.joining());
  }

  private static List<String> headings(String article, String topic) {
    return article
        .lines()
        .filter(l -> l.startsWith("## "))
        .map(l -> l.replaceAll("(?i)" + Pattern.quote(topic), "X"))
        .toList();
  }

  private static Set<String> sentences(String article, String topic) {
    String neutral = article.replaceAll("(?i)" + Pattern.quote(topic), "X");
    return Arrays.stream(neutral.split("[。!?.\\n]"))
        .map(String::strip)
        .filter(s -> s.length() > 8)
        .collect(Collectors.toSet());
  }

  private static long occurrences(String text, String word) {
    return Pattern.compile(Pattern.quote(word), Pattern.CASE_INSENSITIVE)
        .matcher(text)
        .results()
        .count();
  }
}
