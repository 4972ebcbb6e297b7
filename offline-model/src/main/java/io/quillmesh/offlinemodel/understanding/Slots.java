package io.quillmesh.offlinemodel.understanding;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The details of what a message asks for.
 *
 * @param topic what the article is about
 * @param style the kind of text, in the person's words
 * @param mood the artistic mood, in the person's words
 * @param length a factor such as {@code 0.5x} or a count such as {@code 800 words}
 * @param language a BCP 47 tag
 * @param template a template's name
 */
public record Slots(
    @Nullable String topic,
    @Nullable String style,
    @Nullable String mood,
    @Nullable String length,
    @Nullable String language,
    @Nullable String template) {

  /** The slots as in the contract's JSON: all members, and null where nothing was said. */
  public Map<String, @Nullable Object> json() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("topic", topic);
    json.put("style", style);
    json.put("mood", mood);
    json.put("length", length);
    json.put("language", language);
    json.put("template", template);
    return json;
  }
}
