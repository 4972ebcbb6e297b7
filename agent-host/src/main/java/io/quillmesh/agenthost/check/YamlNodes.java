package io.quillmesh.agenthost.check;

import java.io.StringReader;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** YAML as nodes, which know their lines. */
final class YamlNodes {
  private YamlNodes() {}

  /** The document; empty if there is none, or it is no YAML, which is then a problem. */
  static Optional<Node> read(String text, Problems problems) {
    try {
      LoaderOptions options = new LoaderOptions();
      Yaml yaml =
          new Yaml(
              new SafeConstructor(options),
              new Representer(new DumperOptions()),
              new DumperOptions(),
              options,
              new WithoutDates());
      return Optional.ofNullable(yaml.compose(new StringReader(text)));
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      problems.add(line, "it is no YAML: " + e.getProblem(), "YAML", "correct this line");
    } catch (YAMLException e) {
      problems.add(1, "it is no YAML: " + e.getMessage(), "YAML", "correct the file");
    }
    return Optional.empty();
  }

  static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }

  /** The value as maps, lists, texts, numbers, booleans and nulls. */
  static @Nullable Object value(Node node) {
    return new Values().of(node);
  }

  /** What a node is, for messages. */
  static String kind(Node node) {
    return switch (node) {
      case MappingNode _ -> "a mapping";
      case SequenceNode _ -> "a list";
      case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> "empty";
      default -> "\"" + ((ScalarNode) node).getValue().strip() + "\"";
    };
  }

  /** 2026-01-02 is a text like any other. */
  private static final class WithoutDates extends Resolver {
    @Override
    public void addImplicitResolver(Tag tag, Pattern regexp, String first, int limit) {
      if (!tag.equals(Tag.TIMESTAMP)) {
        super.addImplicitResolver(tag, regexp, first, limit);
      }
    }
  }

  private static final class Values extends SafeConstructor {
    private Values() {
      super(new LoaderOptions());
    }

    private @Nullable Object of(Node node) {
      return constructDocument(node);
    }
  }
}
