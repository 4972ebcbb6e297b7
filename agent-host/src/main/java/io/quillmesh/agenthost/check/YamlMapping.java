package io.quillmesh.agenthost.check;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** The entries of a mapping in a YAML file. It remembers what it was asked for. */
public final class YamlMapping {
  private record Entry(int line, YamlValue value) {}

  private final String name;
  private final int line;
  private final Problems problems;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Set<String> known = new LinkedHashSet<>();

  private YamlMapping(String name, int line, Problems problems) {
    this.name = name;
    this.line = line;
    this.problems = problems;
  }

  static YamlMapping of(String name, MappingNode node, Problems problems) {
    YamlMapping mapping = new YamlMapping(name, YamlNodes.line(node), problems);
    for (NodeTuple tuple : node.getValue()) {
      int at = YamlNodes.line(tuple.getKeyNode());
      if (tuple.getKeyNode() instanceof ScalarNode key) {
        String path = mapping.path(key.getValue());
        Entry entry = new Entry(at, new YamlValue(path, tuple.getValueNode(), problems));
        if (mapping.entries.putIfAbsent(key.getValue(), entry) != null) {
          problems.add(at, "`" + path + "` is there twice", "each name once", "delete one of them");
        }
      } else {
        problems.add(at, "a name is a list or a mapping", "a text", "write a simple name");
      }
    }
    return mapping;
  }

  private String path(String key) {
    return name.isEmpty() ? key : name + "." + key;
  }

  /** Where it begins, from 1. */
  public int line() {
    return line;
  }

  /** Its names, known and unknown. */
  public Set<String> keys() {
    return entries.keySet();
  }

  /** The line of a name; that of the mapping if it does not have it. */
  public int line(String key) {
    Entry entry = entries.get(key);
    return entry == null ? line : entry.line();
  }

  /** A value that may be left out. */
  public Optional<YamlValue> optional(String key) {
    known.add(key);
    return Optional.ofNullable(entries.get(key)).map(Entry::value);
  }

  /** A value that must be there; it is a problem if it is not. */
  public Optional<YamlValue> required(String key, String expected, String remedy) {
    Optional<YamlValue> value = optional(key);
    if (value.isEmpty()) {
      problems.add(line, "`" + path(key) + "` is missing", expected, remedy);
    }
    return value;
  }

  /** Reports all names that it was never asked for. To be called last. */
  public void nothingElse() {
    entries.forEach((key, entry) -> {
      if (!known.contains(key)) {
        problems.add(
            entry.line(),
            "`" + path(key) + "` is not known",
            "one of " + String.join(", ", known),
            "correct the name, or delete it");
      }
    });
  }
}
