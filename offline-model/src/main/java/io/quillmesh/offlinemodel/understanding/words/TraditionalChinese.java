package io.quillmesh.offlinemodel.understanding.words;

import static java.util.stream.Collectors.toMap;

import io.quillmesh.offlinemodel.text.Lines;
import java.util.Map;

/** Converts Traditional characters to Simplified ones, in which all words here are written. */
public final class TraditionalChinese {

  private static final Map<Integer, Integer> SIMPLIFIED =
      Lines.pairs("understanding/traditional").entrySet().stream()
          .flatMap(line ->
              line.getValue()
                  .codePoints()
                  .mapToObj(one -> Map.entry(one, line.getKey().codePointAt(0))))
          .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));

  private TraditionalChinese() {}

  public static String simplified(String text) {
    return text.codePoints()
        .map(one -> SIMPLIFIED.getOrDefault(one, one))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
