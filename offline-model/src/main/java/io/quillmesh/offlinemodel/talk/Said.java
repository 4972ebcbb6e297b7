package io.quillmesh.offlinemodel.talk;

import io.quillmesh.offlinemodel.text.Phrases;
import io.quillmesh.offlinemodel.understanding.Document;
import io.quillmesh.offlinemodel.understanding.Intent;
import io.quillmesh.offlinemodel.understanding.Reading;
import io.quillmesh.offlinemodel.understanding.Slots;
import io.quillmesh.offlinemodel.understanding.Subject;
import io.quillmesh.offlinemodel.understanding.words.Language;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** What was understood of a message, as the values that phrases refer to. */
record Said(Document data, Reading reading, Subject subject, Phrases phrases) {

  private static final int LONGEST_QUOTE = 80;

  static Said of(Document data) {
    Reading reading = data.reading();
    return new Said(data, reading, Subject.of(data), phrases(reading.language()));
  }

  static Phrases phrases(Language language) {
    return Phrases.of("talk/" + language.tag());
  }

  Intent intent() {
    return reading.intent();
  }

  /** What the intent agent filled in, otherwise what is read here. */
  String slot(String name) {
    Slots slots = reading.slots();
    Object read = slots.json().get(name);
    return data.slot(name).orElse(read == null ? "" : read.toString());
  }

  String mood() {
    return Stream.of(slot("mood"), slot("style"), quote())
        .filter(s -> !s.isEmpty())
        .findFirst()
        .orElse("");
  }

  Map<String, String> values() {
    Map<String, String> values = new HashMap<>();
    values.put("topic", subject.topic());
    values.put("genre", phrases.all("genre." + subject.genre()).getFirst());
    values.put("template", slot("template"));
    values.put("mood", mood());
    values.put("length", slot("length"));
    values.put("message", quote());
    return values;
  }

  private String quote() {
    String message = data.message().strip();
    return message.codePointCount(0, message.length()) <= LONGEST_QUOTE
        ? message
        : message.substring(0, message.offsetByCodePoints(0, LONGEST_QUOTE)) + "…";
  }
}
