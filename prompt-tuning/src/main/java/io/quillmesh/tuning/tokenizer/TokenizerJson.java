package io.quillmesh.tuning.tokenizer;

import java.nio.file.Path;
import java.util.HashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the file in which tokenizers are shipped. */
final class TokenizerJson {
  private TokenizerJson() {}

  static WordPiece read(Path file) {
    JsonNode json;
    try {
      json = JsonMapper.shared().readTree(file.toFile());
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          file + " is not readable JSON: " + e.getOriginalMessage(), e);
    }
    expect(file, json, "/model/type", "WordPiece");
    expect(file, json, "/normalizer/type", "BertNormalizer");
    expect(file, json, "/pre_tokenizer/type", "BertPreTokenizer");
    var vocabulary = new HashMap<String, Integer>();
    json.at("/model/vocab")
        .properties()
        .forEach(word -> vocabulary.put(word.getKey(), word.getValue().asInt()));
    JsonNode normalizer = json.at("/normalizer");
    // Without a word about accents, they go where capitals go.
    boolean stripAccents =
        normalizer.path("strip_accents").asBoolean(normalizer.path("lowercase").asBoolean(true));
    return new WordPiece(vocabulary, stripAccents);
  }

  private static void expect(Path file, JsonNode json, String pointer, String expected) {
    String actual = json.at(pointer).asString("missing");
    if (!actual.equals(expected)) {
      throw new IllegalArgumentException(
          file + ": " + pointer + " is " + actual + ", and only " + expected + " is known");
    }
  }
}
