package io.quillmesh.endtoend;

import java.util.List;

/** A conversation of three turns: write, revise, choose a template. */
enum Script {
  CHINESE(
      "帮我写一篇伦敦游记",
      "伦敦",
      "把文章的艺术意境调整为非现实主义风格",
      List.of(
          "在文章里增加一段关于当地美食的内容",
          "把文章改成散文风格",
          "调整文章的艺术意境为非现实主义风格",
          "把文章缩短一半",
          "把文章翻译成英文",
          "请使用「日记体」模板",
          "这篇文章主要讲了什么？")),
  ENGLISH(
      "Help me write a travelogue about London",
      "London",
      "Change the artistic mood of the article to non-realist",
      List.of(
          "Add a paragraph about the local food to the article",
          "Rewrite the article in a humorous style",
          "Make the article's artistic mood non-realist",
          "Make the article half as long",
          "Translate the article into Chinese",
          "Use the \"Day-by-day diary\" template",
          "What is the article mainly about?"));

  private final String write;
  private final String topic;
  private final String revise;
  private final List<String> suggestions;

  Script(String write, String topic, String revise, List<String> suggestions) {
    this.write = write;
    this.topic = topic;
    this.revise = revise;
    this.suggestions = suggestions;
  }

  /** The first message. */
  String write() {
    return write;
  }

  /** The subject of the article. */
  String topic() {
    return topic;
  }

  /** The second message, which changes the mood. */
  String revise() {
    return revise;
  }

  /** Suggestions that a reply may make, word for word. */
  List<String> suggestions() {
    return suggestions;
  }
}
