package io.quillmesh.offlinemodel.talk;

import io.quillmesh.offlinemodel.text.Dice;
import io.quillmesh.offlinemodel.understanding.Document;
import io.quillmesh.offlinemodel.understanding.Intent;
import io.quillmesh.offlinemodel.understanding.words.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Two or three sentences: what happened to the article, what to say next, and openly that this is
 * the offline model.
 */
public final class ReplyAnswer {

  private final Said said;
  private final Dice dice;
  private final Map<String, String> values;

  private ReplyAnswer(Document data) {
    this.said = Said.of(data);
    this.dice = Dice.of(data.message(), said.subject());
    this.values = said.values();
    data.article("title").ifPresent(title -> values.put("title", title));
    JsonNode size = data.object("article").path("size");
    values.put("count", size.path("count").asString("0"));
    if (values.getOrDefault("topic", "").isEmpty()) {
      values.put("topic", data.article("title").orElse(""));
    }
    values.put("size", say("size." + size.path("unit").asString("words")));
  }

  /** The text. */
  public static String answer(Document data) {
    ReplyAnswer reply = new ReplyAnswer(data);
    List<String> sentences = new ArrayList<>(List.of(reply.first()));
    String say = data.object("suggestion").path("say").asString("");
    if (!say.isBlank()) {
      reply.values.put("say", quoted(say, reply.said.reading().language()));
      sentences.add(reply.say("reply.suggestion"));
    }
    if (data.article("outcome").orElse("").equals("WRITTEN")) {
      sentences.add(reply.say("reply.note"));
    }
    String between = reply.said.reading().language() == Language.ZH ? "" : " ";
    return String.join(between, sentences);
  }

  private static String quoted(String say, Language language) {
    if (say.matches("(?s)[「“\"『‘].*")) {
      return say;
    }
    return language == Language.ZH ? "「" + say + "」" : "“" + say + "”";
  }

  private String first() {
    Document data = said.data();
    String code = data.text("articleFailure").orElse("");
    if (!code.isEmpty()) {
      values.put("code", code);
      return say("reply.failed.article");
    }
    Intent intent = data.intent();
    if (data.object("article").path("unfinished").asBoolean(false)) {
      return say("reply.unfinished");
    }
    return switch (data.article("outcome").orElse("")) {
      case "WRITTEN" -> say("reply.WRITTEN");
      case "REVISED" -> revised(intent);
      default -> talk(intent);
    };
  }

  private String revised(Intent intent) {
    if (said.data().isAboutPassage()) {
      return ofPassage(intent);
    }
    return switch (intent) {
      case CHANGE_STYLE, CHANGE_LENGTH, CHOOSE_TEMPLATE -> say("reply." + intent.name());
      case CONTINUE_ARTICLE -> say("reply.CONTINUE_ARTICLE");
      case REVISE_CONTENT -> EditPhrase.of(said, values, dice);
      case GENERATE_ARTICLE -> say("reply.WRITTEN");
      case TRANSLATE, ASK_ABOUT_ARTICLE, ASK_CAPABILITIES, SMALL_TALK, OTHER -> talk(intent);
    };
  }

  /** What has become of the selected passage. */
  private String ofPassage(Intent intent) {
    JsonNode now = said.data().object("selection").path("now");
    if (now.isString() && now.asString().isBlank()) {
      return say("passage.removed");
    }
    return switch (intent) {
      case CHANGE_LENGTH, CHANGE_STYLE, TRANSLATE -> say("passage." + intent.name());
      case GENERATE_ARTICLE,
          REVISE_CONTENT,
          CHOOSE_TEMPLATE,
          CONTINUE_ARTICLE,
          ASK_ABOUT_ARTICLE,
          ASK_CAPABILITIES,
          SMALL_TALK,
          OTHER ->
          say("passage.REVISE_CONTENT");
    };
  }

  private String talkOfPassage(boolean isQuestion) {
    values.put("passage", said.data().object("selection").path("text").asString("").strip());
    return say(isQuestion ? "passage.about" : "passage.unchanged");
  }

  private String talk(Intent intent) {
    if (said.data().isAboutPassage() && intent != Intent.TRANSLATE && !isTalk(intent)) {
      return talkOfPassage(intent == Intent.ASK_ABOUT_ARTICLE);
    }
    boolean article = said.data().hasArticle() && values.containsKey("title");
    return switch (intent) {
      case GENERATE_ARTICLE,
          REVISE_CONTENT,
          CONTINUE_ARTICLE,
          CHANGE_STYLE,
          CHANGE_LENGTH,
          CHOOSE_TEMPLATE ->
          say(article ? "reply.unchanged.article" : "reply.noArticle");
      case TRANSLATE -> say(article ? "reply.TRANSLATE" : "reply.TRANSLATE.none");
      case ASK_ABOUT_ARTICLE -> article ? AboutArticle.of(said, values) : say("reply.about.none");
      case ASK_CAPABILITIES -> capabilities();
      case SMALL_TALK -> {
        // The message has courtesy, and something else that was not understood.
        if (said.reading().confidence() < 0.5) {
          yield say("reply.unsure");
        }
        yield say(thanks() ? "reply.thanks" : "reply.SMALL_TALK");
      }
      case OTHER ->
          say(article && said.reading().confidence() > 0.5 ? "reply.finished" : "reply.OTHER");
    };
  }

  private static boolean isTalk(Intent intent) {
    return intent == Intent.SMALL_TALK || intent == Intent.ASK_CAPABILITIES;
  }

  private boolean thanks() {
    return said.data().message().matches("(?is).*(?:谢|辛苦|thank).*");
  }

  private String capabilities() {
    List<String> says = Capabilities.sayings(said).stream().limit(5).toList();
    if (says.isEmpty()) {
      return say("reply.ASK_CAPABILITIES.none");
    }
    boolean zh = said.reading().language() == Language.ZH;
    values.put("says", String.join(zh ? ";" : "; ", says));
    return say("reply.ASK_CAPABILITIES");
  }

  private String say(String name) {
    return said.phrases().say(name, dice, values);
  }
}
