package io.quillmesh.offlinemodel.talk;

import io.quillmesh.offlinemodel.text.Dice;
import io.quillmesh.offlinemodel.understanding.Intent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The decisions so far. Those of this message replace earlier ones of the same kind. */
final class Decisions {

  private static final int MOST = 12;

  private final Said said;
  private final List<String> all;

  private Decisions(Said said) {
    this.said = said;
    this.all = new ArrayList<>(said.data().texts("decisions"));
  }

  static List<String> after(Said said) {
    Decisions decisions = new Decisions(said);
    decisions.decide();
    List<String> all = decisions.all;
    return all.subList(Math.max(0, all.size() - MOST), all.size());
  }

  private void decide() {
    if (said.data().isAboutPassage()) {
      return; // What holds for a passage does not hold for the article.
    }
    Intent intent = said.intent();
    switch (intent) {
      case GENERATE_ARTICLE -> {
        all.clear(); // Another article has other decisions.
        add("topic", said.subject().topic());
        add("genre", said.values().getOrDefault("genre", ""));
        add("template", said.slot("template"));
        add("mood", said.slot("mood"));
        add("length", said.slot("length"));
      }
      case CHOOSE_TEMPLATE -> add("template", said.slot("template"));
      case CHANGE_STYLE -> {
        add("mood", said.slot("mood"));
        add("style", said.slot("style"));
      }
      case CHANGE_LENGTH -> add("length", said.slot("length"));
      case OTHER -> {
        if (said.reading().confidence() > 0.5) {
          add("finished", "-");
        }
      }
      case REVISE_CONTENT,
          CONTINUE_ARTICLE,
          TRANSLATE,
          ASK_ABOUT_ARTICLE,
          ASK_CAPABILITIES,
          SMALL_TALK -> {
        // Nothing that binds later turns.
      }
    }
  }

  private void add(String kind, String value) {
    if (value.isBlank()) {
      return;
    }
    String name = "decision." + kind;
    String label = said.phrases().say(name, Dice.of(), Map.of("value", ""));
    all.removeIf(one -> one.startsWith(label));
    all.add(said.phrases().say(name, Dice.of(), Map.of("value", value)));
  }
}
