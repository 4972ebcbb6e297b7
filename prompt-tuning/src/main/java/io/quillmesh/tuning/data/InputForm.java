package io.quillmesh.tuning.data;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an encoder is told besides the message, as its second segment. */
public enum InputForm {
  /** Nothing. */
  MESSAGE,
  /**
   * Whether there is an article. In a mesh there are nearly always buttons, and in the labelled
   * messages only where they matter: who learns from them takes every message beside buttons for a
   * choice.
   */
  ARTICLE,
  /** Whether there is an article, and the labels of the buttons. */
  SITUATION;

  /** The form of this name. */
  public static InputForm named(String key) {
    for (InputForm form : values()) {
      if (form.key().equals(key)) {
        return form;
      }
    }
    throw new IllegalArgumentException(
        "There is no form of input " + key + "; there are message, article and situation");
  }

  /** Its name in files and on the command line. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The second segment, in the language of the route's encoder; null if there is none. */
  public @Nullable String second(Route route, boolean article, List<String> buttons) {
    if (this == MESSAGE) {
      return null;
    }
    boolean chinese = route == Route.ZH;
    String text = chinese ? (article ? "有文章" : "无文章") : (article ? "article" : "no article");
    if (this == ARTICLE || buttons.isEmpty()) {
      return text;
    }
    return chinese
        ? text + "；按钮：" + String.join("、", buttons)
        : text + "; buttons: " + String.join(", ", buttons);
  }
}
