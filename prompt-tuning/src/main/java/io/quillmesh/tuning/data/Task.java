package io.quillmesh.tuning.data;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * What is recognised, and for whom.
 *
 * @param agent the agent whose model this replaces, {@code intent} or the name of a declared one
 * @param labels all labels, in the order in which the trained head has them
 * @param answered the labels that are answered without a large model, because they need no slots
 * @param schema the JSON schema of the agent's answer
 */
public record Task(String agent, List<String> labels, Set<String> answered, JsonNode schema) {
  /** Checks that all fit. */
  public Task {
    labels = List.copyOf(labels);
    answered = java.util.Collections.unmodifiableSet(new TreeSet<>(answered));
    if (labels.size() < 2 || Set.copyOf(labels).size() != labels.size()) {
      throw new IllegalArgumentException(
          "A task needs at least two labels, each once, but has " + labels);
    }
    if (!Set.copyOf(labels).containsAll(answered)) {
      throw new IllegalArgumentException(
          "The answered labels " + answered + " are not all among the labels " + labels);
    }
  }

  /** The index of a label in the head. */
  public int index(String label) {
    int index = labels.indexOf(label);
    if (index < 0) {
      throw new IllegalArgumentException(label + " is none of the labels " + labels);
    }
    return index;
  }
}
