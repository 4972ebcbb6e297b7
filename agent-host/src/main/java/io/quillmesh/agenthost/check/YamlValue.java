package io.quillmesh.agenthost.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A value in a YAML file. What it is asked to be and is not, it reports as a problem.
 *
 * @param name what messages call it, such as {@code when.intents}
 */
public record YamlValue(String name, Node node, Problems problems) {

  /** The file's document; empty if it is no YAML or empty, which is then a problem. */
  public static Optional<YamlValue> read(String text, Problems problems) {
    int before = problems.count();
    Optional<Node> root = YamlNodes.read(text, problems);
    if (root.isEmpty() && problems.count() == before) {
      problems.add(1, "the file is empty", "settings as YAML", "copy them from ./mesh agent new");
    }
    return root.map(node -> new YamlValue("", node, problems));
  }

  /** Where it is, from 1. */
  public int line() {
    return YamlNodes.line(node);
  }

  /** As maps, lists, texts, numbers, booleans and nulls. */
  public @Nullable Object value() {
    try {
      return YamlNodes.value(node);
    } catch (YAMLException e) {
      misfit("a value without a tag", "take out what begins with !");
      return null;
    }
  }

  /** What there is, for messages. */
  public String found() {
    return YamlNodes.kind(node);
  }

  /** Reports that it is not what was expected. */
  public void misfit(String expected, String remedy) {
    problems.add(
        line(),
        (name.isEmpty() ? "the file" : "`" + name + "`")
            + (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL)
                ? " is empty"
                : " is " + found()),
        expected,
        remedy);
  }

  /** Whether it is a mapping, without a problem if it is not. */
  public boolean isMapping() {
    return node instanceof MappingNode;
  }

  /** Its entries. */
  public Optional<YamlMapping> mapping() {
    if (node instanceof MappingNode mapping) {
      return Optional.of(YamlMapping.of(name, mapping, problems));
    }
    misfit("`name: value` pairs", "write them indented below it, or leave it out");
    return Optional.empty();
  }

  /** Its items. */
  public Optional<List<YamlValue>> items() {
    if (node instanceof SequenceNode sequence) {
      List<YamlValue> items = new ArrayList<>();
      for (Node item : sequence.getValue()) {
        items.add(new YamlValue(name + "[" + items.size() + "]", item, problems));
      }
      return Optional.of(items);
    }
    misfit("a list", "write it in brackets, such as [a, b]");
    return Optional.empty();
  }

  /** A text that is not blank. */
  public Optional<String> text() {
    if (node instanceof ScalarNode scalar
        && scalar.getTag().equals(Tag.STR)
        && !scalar.getValue().isBlank()) {
      return Optional.of(scalar.getValue());
    }
    misfit("a text", "write one; in quotes if it looks like a number or a yes or no");
    return Optional.empty();
  }

  /** A single value as it is written, whatever its type. */
  public Optional<String> scalar() {
    if (node instanceof ScalarNode scalar) {
      return Optional.of(scalar.getTag().equals(Tag.NULL) ? "" : scalar.getValue());
    }
    misfit("a single value", "write one");
    return Optional.empty();
  }

  /** True or false. */
  public Optional<Boolean> bool() {
    if (node.getTag().equals(Tag.BOOL) && value() instanceof Boolean is) {
      return Optional.of(is);
    }
    misfit("true or false", "write one of them, without quotes");
    return Optional.empty();
  }

  /** A number. */
  public Optional<Number> number() {
    if (value() instanceof Number number) {
      return Optional.of(number);
    }
    misfit("a number", "write one, without quotes");
    return Optional.empty();
  }
}
