package io.quillmesh.offlinemodel.talk;

import java.util.List;
import java.util.Map;

/** Orders the capabilities that are left to discover by how well they fit. It never adds one. */
final class Capabilities {

  /**
   * What helps someone who has an article. Translating is missing because this model cannot
   * translate.
   */
  private static final List<String> WITH_ARTICLE =
      List.of(
          "artistic-mood", "length", "template", "revise-content", "style", "ask-about-article");

  private static final List<String> WITHOUT = List.of("generate-article", "template");

  private Capabilities() {}

  static List<String> ordered(Said said) {
    List<String> offered =
        said.data().objects("capabilities").stream().map(c -> c.path("id").asString("")).toList();
    List<String> fitting =
        switch (said.intent()) {
          case GENERATE_ARTICLE,
              REVISE_CONTENT,
              CONTINUE_ARTICLE,
              CHANGE_STYLE,
              CHANGE_LENGTH,
              CHOOSE_TEMPLATE ->
              WITH_ARTICLE;
          case TRANSLATE, ASK_ABOUT_ARTICLE, ASK_CAPABILITIES, SMALL_TALK, OTHER ->
              said.data().hasArticle() ? WITH_ARTICLE : WITHOUT;
        };
    return fitting.stream().filter(offered::contains).toList();
  }

  /** What people can say to use a capability, as far as this model supports it. */
  static List<String> sayings(Said said) {
    return said.data().objects("capabilities").stream()
        .map(one -> Map.entry(one.path("id").asString(""), one.path("say").asString("")))
        .filter(one -> !one.getKey().equals("translate") && !one.getValue().isBlank())
        .map(Map.Entry::getValue)
        .toList();
  }
}
