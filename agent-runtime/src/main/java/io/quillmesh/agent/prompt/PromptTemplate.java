package io.quillmesh.agent.prompt;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Instructions for a model, with placeholders such as <code>{{capabilities}}</code>.
 *
 * @param name the file's name without its ending
 * @param text the instructions
 * @param version a hash of the text, which every result carries
 */
public record PromptTemplate(String name, String text, String version) {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([A-Za-z0-9_-]+)\\s*}}");

  /** The names of the placeholders in the text. */
  public Set<String> placeholders() {
    return PLACEHOLDER
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * The instructions with every placeholder replaced. What a value contains is never replaced in
   * its turn.
   *
   * @throws IllegalArgumentException if a placeholder has no value
   */
  public String render(Map<String, String> variables) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(value(variables, match.group(1))));
  }

  private String value(Map<String, String> variables, String placeholder) {
    String value = variables.get(placeholder);
    if (value == null) {
      throw new IllegalArgumentException(
          "Prompt " + name + " needs a value for {{" + placeholder + "}}");
    }
    return value;
  }
}
