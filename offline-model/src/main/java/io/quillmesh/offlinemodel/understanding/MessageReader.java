package io.quillmesh.offlinemodel.understanding;

import io.quillmesh.offlinemodel.understanding.words.Language;
import io.quillmesh.offlinemodel.understanding.words.Patterns;
import io.quillmesh.offlinemodel.understanding.words.TraditionalChinese;
import io.quillmesh.offlinemodel.understanding.words.Vocabulary;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a message: its language, its intent and its details. */
public final class MessageReader {

  private static final Pattern QUOTED_TEMPLATE =
      Pattern.compile(
          "[「『“\"《‘](?<quoted>[^」』”\"》’]{1,40})[」』”\"》’]\\s*(?:这个)?(?:的)?\\s*(?:模板|template)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern TEMPLATE =
      Pattern.compile(
          "\\b(?:use|using|choose|pick|try|take|apply|want|like)\\s+(?:the\\s+|a\\s+)?(?<plain>[^,.\"“]{1,40}?)\\s+template\\b"
              + "|(?:使用|用|选择|选|换成|换|采用|套用|按照?)(?<zh>(?!一?[个种]|什么|哪)[^,，。「『“]{1,20}?)(?:这个|的)?模板",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern MOOD =
      Pattern.compile(
          "(?:意境|氛围|气氛|基调|风格|文风|语气|笔调|口吻|情调)(?:调整|改|换|变|写)?(?:成|为|得)?(?:更加?)?(?<zh>[^,，。!！的得成为]{1,12}?)(?:的?风格|的?感觉|一?点|一?些)?[。!！,，]?$"
              + "|(?:更加?|再)(?<more>[^,，。!！]{1,8}?)(?:一?点|一?些)"
              + "|\\b(?:mood|tone|style|voice|atmosphere)\\s+(?:to\\s+|into\\s+)?(?:be\\s+)?(?:more\\s+)?(?<en>[\\w-]+)"
              + "|\\b(?:more|less|a bit|a little)\\s+(?<comparative>[\\w-]+)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern COURTESY =
      Pattern.compile(
          "(?:(?:many )?thanks?(?: you)?(?: so much| very much| a lot)?|hello|hi|hey|great|good|perfect|lovely|nice|cool"
              + "|wonderful|ok(?:ay)?|yes|(?:谢谢|多谢|感谢|辛苦|你好|您好|好的?|不错|太好|太棒|真棒|很好)(?:你|您|了|啦|呀)?)"
              + "[\\s,.!;:，。！；：~～—-]+",
          Pattern.CASE_INSENSITIVE);

  /** These words show a request rather than praise. */
  private static final Pattern ASKS =
      Pattern.compile(
          "[?？]|\\b(?:please|can|could|would|will) |\\b(?:i|we) (?:want|need|would|wish)|请|能不能|可不可以|可以吗|帮|想要|希望",
          Pattern.CASE_INSENSITIVE);

  private static final double UNSURE = 0.4;

  private MessageReader() {}

  /** Reads a message. If it has no words, its language is the fallback. */
  public static Reading read(String message, boolean hasArticle, Language fallback) {
    String text = TraditionalChinese.simplified(message.strip());
    Language language = Language.of(text, fallback);
    IntentRules.Rule rule = IntentRules.first(text, language, hasArticle);
    if (rule.intent() == Intent.SMALL_TALK) {
      rule = beyondCourtesy(text, language, hasArticle, rule);
    }
    return new Reading(
        language, rule.intent(), rule.confidence(), slots(text, language, rule.intent()));
  }

  /** A message that begins with thanks or a greeting may go on to ask for something. */
  private static IntentRules.Rule beyondCourtesy(
      String text, Language language, boolean hasArticle, IntentRules.Rule courtesy) {
    Matcher first = COURTESY.matcher(text);
    String rest = first.lookingAt() ? text.substring(first.end()).strip() : "";
    if (rest.isEmpty()) {
      return courtesy;
    }
    IntentRules.Rule rule = IntentRules.first(rest, language, hasArticle);
    boolean isUnderstood = rule.intent() != Intent.OTHER || rule.confidence() > UNSURE;
    if (isUnderstood && rule.intent() != Intent.SMALL_TALK) {
      return rule;
    }
    // Only its beginning is courtesy.
    return ASKS.matcher(rest).find() ? courtesy.withConfidence(UNSURE) : courtesy;
  }

  private static Slots slots(String text, Language language, Intent intent) {
    return switch (intent) {
      case GENERATE_ARTICLE -> {
        String topic = TopicReader.read(text, language);
        // The topic of a story says nothing about how to tell it.
        String rest = topic == null ? text : text.replace(topic, " ");
        yield new Slots(
            topic,
            said(Vocabulary.GENRES, rest),
            said(Vocabulary.MOODS, rest),
            LengthReader.read(countsOnly(rest)),
            language(rest),
            template(text));
      }
      case CHANGE_STYLE ->
          new Slots(null, said(Vocabulary.GENRES, genreIn(text)), mood(text), null, null, null);
      case CHANGE_LENGTH -> new Slots(null, null, null, LengthReader.read(text), null, null);
      case TRANSLATE -> new Slots(null, null, null, null, language(text), null);
      case CHOOSE_TEMPLATE -> new Slots(null, null, null, null, null, template(text));
      case REVISE_CONTENT -> new Slots(null, null, said(Vocabulary.MOODS, text), null, null, null);
      case CONTINUE_ARTICLE, ASK_ABOUT_ARTICLE, ASK_CAPABILITIES, SMALL_TALK, OTHER ->
          new Slots(null, null, null, null, null, null);
    };
  }

  /** For a new article only a count is a length, because "a short story" is a genre. */
  private static String countsOnly(String text) {
    return Patterns.compile("(?:\\d[\\d,]*[- ]?words?|{numberZh}\\s*个?字)")
        .matcher(text)
        .results()
        .map(java.util.regex.MatchResult::group)
        .findFirst()
        .orElse("");
  }

  /** "改成日记体", "as a letter": only what follows says what the article is to become. */
  private static String genreIn(String text) {
    Matcher matcher =
        Pattern.compile("(?:成|为|作|得像|\\b(?:as|into|like))(.+)$", Pattern.CASE_INSENSITIVE)
            .matcher(text);
    return matcher.find() ? matcher.group(1) : "";
  }

  private static @Nullable String mood(String text) {
    String known = said(Vocabulary.MOODS, text);
    if (known != null) {
      return known;
    }
    Matcher matcher = MOOD.matcher(text);
    return matcher.find() ? firstGroup(matcher, "zh", "more", "en", "comparative") : null;
  }

  private static @Nullable String template(String text) {
    Matcher quoted = QUOTED_TEMPLATE.matcher(text);
    if (quoted.find()) {
      return quoted.group("quoted").strip();
    }
    Matcher matcher = TEMPLATE.matcher(text);
    return matcher.find() ? firstGroup(matcher, "plain", "zh") : null;
  }

  private static @Nullable String firstGroup(Matcher matcher, String... names) {
    for (String name : names) {
      String group = matcher.group(name);
      if (group != null && !group.isBlank()) {
        return group.strip();
      }
    }
    return null;
  }

  private static @Nullable String said(Vocabulary vocabulary, String text) {
    return vocabulary.find(text).map(Vocabulary.Word::said).orElse(null);
  }

  private static @Nullable String language(String text) {
    return Vocabulary.LANGUAGES.find(text).map(Vocabulary.Word::name).orElse(null);
  }
}
