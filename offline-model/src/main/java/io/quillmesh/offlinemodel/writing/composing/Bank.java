package io.quillmesh.offlinemodel.writing.composing;

import io.quillmesh.offlinemodel.text.Lines;
import io.quillmesh.offlinemodel.understanding.words.Language;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The prepared sentences of one genre. In the resource, a {@code #} line lists titles, and a {@code
 * ##} line starts a section (its role, then headings). Each group of lines is one place in the
 * section, with the sentences that may stand there. {@code ---} starts a paragraph.
 */
record Bank(List<String> titles, List<Part> parts) {

  private static final Set<String> GENRES =
      Set.of("travelogue", "science", "story", "essay", "poem");
  private static final Map<String, Bank> LOADED = new ConcurrentHashMap<>();

  /** The possible contents of a section. */
  record Part(String role, List<String> headings, List<List<List<String>>> paragraphs) {}

  static Bank of(Language language, String genre) {
    String name = GENRES.contains(genre) ? genre : "essay";
    return LOADED.computeIfAbsent("writing/" + language.tag() + "/" + name, Bank::load);
  }

  List<Part> parts(String role) {
    return parts.stream().filter(part -> part.role().equals(role)).toList();
  }

  private static Bank load(String resource) {
    List<String> titles = new ArrayList<>();
    List<Part> parts = new ArrayList<>();
    List<List<List<String>>> paragraphs = new ArrayList<>();
    boolean newPlace = true;
    for (String line : Lines.of(resource)) {
      if (line.startsWith("# ")) {
        titles.addAll(alternatives(line.substring(2)));
      } else if (line.startsWith("## ")) {
        List<String> head = alternatives(line.substring(3));
        paragraphs = new ArrayList<>(List.of(new ArrayList<>()));
        parts.add(new Part(head.getFirst(), head.subList(1, head.size()), paragraphs));
        newPlace = true;
      } else if (line.equals("---")) {
        paragraphs.add(new ArrayList<>());
        newPlace = true;
      } else if (line.isEmpty()) {
        newPlace = true;
      } else {
        List<List<String>> places = paragraphs.getLast();
        if (newPlace) {
          places.add(new ArrayList<>());
        }
        places.getLast().add(line);
        newPlace = false;
      }
    }
    return new Bank(titles, parts);
  }

  private static List<String> alternatives(String line) {
    return Arrays.stream(line.split("\\|")).map(String::strip).toList();
  }
}
