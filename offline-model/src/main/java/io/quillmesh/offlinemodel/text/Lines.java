package io.quillmesh.offlinemodel.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Text resources of this module. Lines that start with {@code //} are comments. */
public final class Lines {

  private Lines() {}

  /** All lines, stripped, including blank ones. */
  public static List<String> of(String name) {
    try (InputStream in = Lines.class.getResourceAsStream("/offline/" + name)) {
      if (in == null) {
        throw new IllegalArgumentException("no such resource: " + name);
      }
      return new String(in.readAllBytes(), UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> !line.startsWith("//"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("unreadable resource: " + name, e);
    }
  }

  /** The lines of the form {@code name = value}, in order. */
  public static Map<String, String> pairs(String name) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String line : of(name)) {
      int equals = line.indexOf(" = ");
      if (equals > 0) {
        pairs.put(line.substring(0, equals).strip(), line.substring(equals + 3).strip());
      }
    }
    return pairs;
  }
}
