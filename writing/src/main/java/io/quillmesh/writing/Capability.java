package io.quillmesh.writing;

import io.quillmesh.schemas.Intent;
import io.quillmesh.schemas.Slots;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the assistant can do: the catalogue that its agents share. */
public enum Capability {
  /** Writes an article. */
  GENERATE_ARTICLE(
      "generate-article",
      new Words("写一篇任何主题的文章", "帮我写一篇伦敦游记"),
      new Words("寫一篇任何主題的文章", "幫我寫一篇倫敦遊記"),
      new Words(
          "Write an article on any topic and in any genre",
          "Help me write a travelogue about London")),
  /** Changes what the article says. */
  REVISE_CONTENT(
      "revise-content",
      new Words("修改文章的内容：增加、删去或改写其中一部分", "在文章里增加一段关于当地美食的内容"),
      new Words("修改文章的內容：增加、刪去或改寫其中一部分", "在文章裡增加一段關於當地美食的內容"),
      new Words(
          "Revise what the article says: add, remove or rewrite a part of it",
          "Add a paragraph about the local food to the article")),
  /** Changes the style or genre. */
  STYLE(
      "style",
      new Words("改变文章的文体或语言风格", "把文章改成散文风格"),
      new Words("改變文章的文體或語言風格", "把文章改成散文風格"),
      new Words("Change the article's style or genre", "Rewrite the article in a humorous style")),
  /** Changes the mood. */
  ARTISTIC_MOOD(
      "artistic-mood",
      new Words("调整文章的艺术意境，例如现实主义、非现实主义或浪漫主义", "调整文章的艺术意境为非现实主义风格"),
      new Words("調整文章的藝術意境，例如現實主義、非現實主義或浪漫主義", "調整文章的藝術意境為非現實主義風格"),
      new Words(
          "Change the article's artistic mood, such as realist, non-realist or romantic",
          "Make the article's artistic mood non-realist")),
  /** Changes the length. */
  LENGTH(
      "length",
      new Words("把文章变长或变短，或改到指定的字数", "把文章缩短一半"),
      new Words("把文章變長或變短，或改到指定的字數", "把文章縮短一半"),
      new Words(
          "Make the article longer or shorter, or of a given length",
          "Make the article half as long")),
  /** Puts the article into another language. */
  TRANSLATE(
      "translate",
      new Words("把文章翻译成另一种语言", "把文章翻译成英文"),
      new Words("把文章翻譯成另一種語言", "把文章翻譯成英文"),
      new Words(
          "Translate the article into another language", "Translate the article into Chinese")),
  /** Arranges the article by a template. */
  TEMPLATE(
      "template",
      new Words("按模板重新组织文章的结构", "请使用「日记体」模板"),
      new Words("按模板重新組織文章的結構", "請使用「日記體」模板"),
      new Words(
          "Arrange the article by a template that suits its topic",
          "Use the \"Day-by-day diary\" template")),
  /** Answers questions about the article. */
  ASK_ABOUT_ARTICLE(
      "ask-about-article",
      new Words("回答关于文章的问题，例如概括它的内容", "这篇文章主要讲了什么？"),
      new Words("回答關於文章的問題，例如概括它的內容", "這篇文章主要講了什麼？"),
      new Words(
          "Answer questions about the article, or sum it up", "What is the article mainly about?"));

  private final String id;
  private final Words chinese;
  private final Words traditionalChinese;
  private final Words english;

  Capability(String id, Words chinese, Words traditionalChinese, Words english) {
    this.id = id;
    this.chinese = chinese;
    this.traditionalChinese = traditionalChinese;
    this.english = english;
  }

  /** What events and models call it. */
  public String id() {
    return id;
  }

  /**
   * What it is.
   *
   * @param language BCP 47; Traditional Chinese for {@code zh-Hant}, Simplified for {@code zh} and
   *     its other variants, else English
   */
  public String what(String language) {
    return words(language).what();
  }

  /**
   * Something that a person can say to use it.
   *
   * @param language BCP 47; Traditional Chinese for {@code zh-Hant}, Simplified for {@code zh} and
   *     its other variants, else English
   */
  public String say(String language) {
    return words(language).say();
  }

  /** The capability of this id, if there is one: models and older events may name others. */
  public static Optional<Capability> of(String id) {
    return Arrays.stream(values()).filter(capability -> capability.id.equals(id)).findFirst();
  }

  /** Those that are not among the given ids, in the catalogue's order. */
  public static List<Capability> undiscovered(Collection<String> used) {
    return Arrays.stream(values()).filter(capability -> !used.contains(capability.id)).toList();
  }

  /** What a message with this intent and these slots makes use of. */
  public static Set<Capability> usedBy(Intent intent, Slots slots) {
    EnumSet<Capability> used = EnumSet.noneOf(Capability.class);
    switch (intent) {
      case GENERATE_ARTICLE -> used.add(GENERATE_ARTICLE);
      case REVISE_CONTENT -> used.add(REVISE_CONTENT);
      case CHANGE_LENGTH -> used.add(LENGTH);
      case TRANSLATE -> used.add(TRANSLATE);
      case CHOOSE_TEMPLATE -> used.add(TEMPLATE);
      case ASK_ABOUT_ARTICLE -> used.add(ASK_ABOUT_ARTICLE);
      case CHANGE_STYLE, ASK_CAPABILITIES, SMALL_TALK, OTHER, UNKNOWN, CONTINUE_ARTICLE -> {}
    }
    if (intent == Intent.UNKNOWN || Intent.ASK_CAPABILITIES == intent) {
      return used;
    }
    if (isGiven(slots.getMood())) {
      used.add(ARTISTIC_MOOD);
    }
    if (isGiven(slots.getStyle()) || (intent == Intent.CHANGE_STYLE && used.isEmpty())) {
      used.add(STYLE);
    }
    return used;
  }

  /** {@link #usedBy} as ids. */
  public static List<String> idsUsedBy(Intent intent, Slots slots) {
    return usedBy(intent, slots).stream().map(Capability::id).toList();
  }

  private Words words(String language) {
    if (language.startsWith("zh-Hant")) {
      return traditionalChinese;
    }
    return language.startsWith("zh") ? chinese : english;
  }

  private static boolean isGiven(@Nullable String slot) {
    return slot != null && !slot.isBlank();
  }

  private record Words(String what, String say) {}
}
