package io.quillmesh.modelcheck;

import io.quillmesh.agent.model.ModelEnvironment;
import io.quillmesh.agent.model.ModelProperties;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * A model with its settings, and the agents that ask it.
 *
 * @param agents the prefixes of these agents' variables, such as {@code INTENT}
 * @param properties the settings that the agents have, but with one attempt and no fallback
 */
record AgentModel(List<String> agents, ModelProperties properties) {
  /** In the order of their work. */
  static final List<String> AGENTS = List.of("INTENT", "CONTEXT", "GENERATOR", "REPLY", "PHASE");

  private static final String PREFIX = "quillmesh.agent.model.";

  /** Set so that the check learns the name of the limit, and so that no call costs much. */
  private static final String LIMIT = "300";

  /**
   * The models of all agents. Models that are asked in the same way count as one.
   *
   * @param variables the environment
   * @throws IllegalArgumentException if a setting is wrong; the message names it
   */
  static List<AgentModel> all(Map<String, String> variables) {
    Map<String, AgentModel> models = new LinkedHashMap<>();
    for (String agent : AGENTS) {
      ModelProperties properties = of(agent, variables);
      String key = properties.fingerprint();
      List<String> agents = new ArrayList<>();
      if (models.containsKey(key)) {
        agents.addAll(models.get(key).agents());
      }
      agents.add(agent);
      models.put(key, new AgentModel(List.copyOf(agents), properties));
    }
    return List.copyOf(models.values());
  }

  private static ModelProperties of(String agent, Map<String, String> variables) {
    StandardEnvironment environment = new StandardEnvironment();
    var sources = environment.getPropertySources();
    sources.forEach(source -> sources.remove(source.getName()));
    Map<String, Object> ours = new HashMap<>();
    ours.put("quillmesh.agent.variables", agent);
    ours.put(PREFIX + "retry.attempts", "1");
    ours.put(PREFIX + "fallback.name", "");
    sources.addLast(new MapPropertySource("ours", ours));
    sources.addLast(new MapPropertySource("variables", Map.copyOf(variables)));
    ModelEnvironment.addDefaults(environment);
    if (environment.getProperty(PREFIX + "max-tokens", "").isBlank()) {
      ours.put(PREFIX + "max-tokens", LIMIT);
    }
    if (environment.getProperty(PREFIX + "temperature", "").isBlank()
        && !variables.containsKey(agent + "_TEMPERATURE")
        && !variables.containsKey("OPENAI_TEMPERATURE")) {
      ours.put(PREFIX + "temperature", "0");
    }
    try {
      return ModelEnvironment.bind(environment);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "The settings of %s: %s".formatted(agent, e.getMessage()), e);
    }
  }
}
