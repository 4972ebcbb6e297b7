package io.quillmesh.offlinemodel.talk;

import io.quillmesh.offlinemodel.text.Dice;
import io.quillmesh.offlinemodel.text.Phrases;
import io.quillmesh.offlinemodel.understanding.Document;
import io.quillmesh.offlinemodel.understanding.Intent;
import io.quillmesh.offlinemodel.understanding.words.Language;
import io.quillmesh.offlinemodel.writing.composing.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says where the conversation stands and what to offer next. */
public final class PhaseAnswer {

  private static final List<String> PHASES =
      List.of("EXPLORING", "CHOOSING_TEMPLATE", "DRAFTING", "REVISING", "FINISHING");

  private final Said said;
  private final Language labels;
  private final Phrases phrases;

  private PhaseAnswer(Document data) {
    this.said = Said.of(data);
    this.labels = data.labels();
    this.phrases = Said.phrases(labels);
  }

  /** The answer's members. */
  public static Map<String, Object> answer(Document data) {
    PhaseAnswer answer = new PhaseAnswer(data);
    String phase = answer.phase();
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("phase", phase);
    members.put("choices", answer.choices(phase));
    return members;
  }

  private String phase() {
    boolean article = said.data().hasArticle();
    return switch (said.intent()) {
      case GENERATE_ARTICLE -> said.slot("template").isEmpty() ? "CHOOSING_TEMPLATE" : "DRAFTING";
      case CHOOSE_TEMPLATE -> article ? "REVISING" : "DRAFTING";
      case REVISE_CONTENT, CONTINUE_ARTICLE, CHANGE_STYLE, CHANGE_LENGTH, TRANSLATE ->
          article ? "REVISING" : "EXPLORING";
      case OTHER -> article && finished() ? "FINISHING" : present(article);
      case ASK_ABOUT_ARTICLE, ASK_CAPABILITIES, SMALL_TALK -> present(article);
    };
  }

  private boolean finished() {
    return said.reading().confidence() > 0.5;
  }

  /** Small talk changes nothing. */
  private String present(boolean article) {
    String before = said.data().text("phase").filter(PHASES::contains).orElse("EXPLORING");
    return article && before.equals("EXPLORING") ? "REVISING" : before;
  }

  private List<Map<String, @Nullable Object>> choices(String phase) {
    return switch (phase) {
      case "CHOOSING_TEMPLATE" -> templates();
      case "DRAFTING", "REVISING" -> followUps();
      case "FINISHING" -> Stream.of(start("start1"), start("start2"), start("start3")).toList();
      default ->
          Stream.of(
                  start("start1"),
                  start("start2"),
                  start("start3"),
                  choice("abilities", Intent.ASK_CAPABILITIES))
              .toList();
    };
  }

  private List<Map<String, @Nullable Object>> templates() {
    return Template.fitting(labels, said.subject().genre()).stream().map(this::template).toList();
  }

  private Map<String, @Nullable Object> template(Template template) {
    Map<String, String> name = Map.of("name", template.name());
    return choice("template", Intent.CHOOSE_TEMPLATE, name, template.name());
  }

  /**
   * Leaves out what was already decided, and what was just asked for. As long as no template is
   * chosen, some are offered too.
   */
  private List<Map<String, @Nullable Object>> followUps() {
    boolean moodSet = said.intent() == Intent.CHANGE_STYLE || isDecided("(?:意境：|Mood: ).*");
    boolean formSet = said.intent() == Intent.CHOOSE_TEMPLATE || isDecided("(?:模板：|Template: ).*");
    List<Map<String, @Nullable Object>> choices = new ArrayList<>();
    if (!moodSet) {
      choices.add(choice("mood", Intent.CHANGE_STYLE));
    }
    boolean resized = said.intent() == Intent.CHANGE_LENGTH;
    choices.add(choice(resized ? "longer" : "length", Intent.CHANGE_LENGTH));
    choices.add(choice("ending", Intent.REVISE_CONTENT));
    choices.add(choice("finish", Intent.OTHER));
    return formSet
        ? choices
        : Stream.concat(templates().stream().limit(3), choices.stream().limit(2)).toList();
  }

  private boolean isDecided(String pattern) {
    return said.data().texts("decisions").stream().anyMatch(one -> one.matches(pattern));
  }

  private Map<String, @Nullable Object> start(String name) {
    return choice(name, Intent.GENERATE_ARTICLE);
  }

  private Map<String, @Nullable Object> choice(String name, Intent intent) {
    return choice(name, intent, Map.of(), null);
  }

  private Map<String, @Nullable Object> choice(
      String name, Intent intent, Map<String, String> values, @Nullable String template) {
    Map<String, @Nullable Object> choice = new LinkedHashMap<>();
    choice.put("label", phrases.say("choice." + name + ".label", Dice.of(), values));
    choice.put("message", phrases.say("choice." + name + ".message", Dice.of(), values));
    choice.put("intent", intent.name());
    choice.put("template", template);
    return choice;
  }
}
