package io.quillmesh.offlinemodel.talk;

import io.quillmesh.offlinemodel.text.Phrases;
import io.quillmesh.offlinemodel.understanding.words.Language;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Answers questions about the article from its headings, its length and its first words. */
final class AboutArticle {

  private static final int LONGEST_OPENING = 120;

  private AboutArticle() {}

  static String of(Said said, Map<String, String> known) {
    String message = said.data().message();
    List<String> lines = said.data().article("markdown").orElse("").lines().toList();
    List<String> headings =
        lines.stream()
            .filter(line -> line.startsWith("## "))
            .map(line -> line.substring(3))
            .toList();
    boolean zh = said.reading().language() == Language.ZH;
    Map<String, String> values = new HashMap<>(known);
    values.put("headings", String.join(zh ? "、" : "; ", headings));
    values.put("sections", String.valueOf(headings.size()));
    if (message.matches("(?is).*(?:多少字|字数|几段|几节|how (?:long|many)).*")) {
      return say(said, "reply.count", values);
    }
    if (message.matches("(?is).*(?:标题|题目|叫什么|\\btitle\\b).*")) {
      return say(said, "reply.title", values);
    }
    String opening =
        lines.stream().filter(l -> !l.isBlank() && !l.startsWith("#")).findFirst().orElse("");
    values.put("opening", shortened(opening));
    String about = headings.isEmpty() ? "reply.title" : "reply.about";
    String first = say(said, about, values);
    return opening.isEmpty()
        ? first
        : first + (zh ? "" : " ") + say(said, "reply.about.opening", values);
  }

  private static String shortened(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST_OPENING
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST_OPENING)).strip() + "…";
  }

  private static String say(Said said, String name, Map<String, String> values) {
    return Phrases.fill(said.phrases().all(name).getFirst(), values);
  }
}
