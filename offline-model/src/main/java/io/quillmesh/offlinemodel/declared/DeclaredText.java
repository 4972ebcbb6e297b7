package io.quillmesh.offlinemodel.declared;

import io.quillmesh.offlinemodel.text.Phrases;
import io.quillmesh.offlinemodel.understanding.Document;
import io.quillmesh.offlinemodel.understanding.Subject;
import io.quillmesh.offlinemodel.understanding.words.Language;
import io.quillmesh.offlinemodel.writing.composing.Composer;
import java.util.Optional;
import java.util.regex.Pattern;

/** A short text for an agent without a schema. It says that it is not what was asked for. */
public final class DeclaredText {

  private static final Pattern TRANSLATION =
      Pattern.compile("\\btranslat(?:e|ion|or)\\b|翻译|译成|译文", Pattern.CASE_INSENSITIVE);

  private DeclaredText() {}

  /**
   * The text.
   *
   * @param instructions only asked for whether they want a translation
   */
  public static String answer(Document data, String instructions) {
    Material material = new Material(data);
    if (material.hasArticle() && TRANSLATION.matcher(instructions).find()) {
      return otherLanguage(material).orElseGet(() -> say(material, "translation.unknown"));
    }
    if (material.hasArticle()) {
      return say(material, "text.article");
    }
    return say(material, data.message().isBlank() ? "text.none" : "text.message");
  }

  /** A paragraph in the other language, if the article's subject has a name there. */
  private static Optional<String> otherLanguage(Material material) {
    Language other = material.written() == Language.ZH ? Language.EN : Language.ZH;
    return Names.of(material.subject().topic(), other)
        .map(topic -> paragraph(topic, material, other));
  }

  private static String paragraph(String topic, Material material, Language language) {
    Subject subject = new Subject(topic, material.subject().genre());
    String note = Phrases.of("declared/" + language.tag()).all("translation.note").getFirst();
    return new Composer(subject, language, material.seed()).opening().text() + "\n\n" + note;
  }

  private static String say(Material material, String name) {
    return Phrases.fill(material.phrases().all(name).getFirst(), material.values());
  }
}
