package io.quillmesh.offlinemodel.writing.composing;

import io.quillmesh.offlinemodel.text.Lines;
import io.quillmesh.offlinemodel.understanding.words.Language;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Resources in which a {@code ## name} line is followed by lines with one sentence or passage each.
 */
public final class Passages {

  private static final Map<String, Map<String, List<String>>> LOADED = new ConcurrentHashMap<>();

  private Passages() {}

  public static Map<String, List<String>> of(Language language, String resource) {
    return LOADED.computeIfAbsent("writing/" + language.tag() + "/" + resource, Passages::load);
  }

  private static Map<String, List<String>> load(String resource) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    List<String> current = new ArrayList<>();
    for (String line : Lines.of(resource)) {
      if (line.startsWith("## ")) {
        current = new ArrayList<>();
        all.put(line.substring(3).strip(), current);
      } else if (!line.isEmpty()) {
        current.add(line);
      }
    }
    return all;
  }
}
