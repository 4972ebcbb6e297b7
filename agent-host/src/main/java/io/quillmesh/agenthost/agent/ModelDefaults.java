package io.quillmesh.agenthost.agent;

import io.quillmesh.agent.model.ModelEnvironment;
import io.quillmesh.agent.model.ModelProperties;
import io.quillmesh.agenthost.folder.AgentFolder;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;

/**
 * Which model an agent asks: what its agent.yml says for this environment, and for the rest what is
 * set for all agents.
 */
public final class ModelDefaults {
  /** The variable that names the environment. */
  public static final String ENVIRONMENT = "QUILLMESH_ENVIRONMENT";

  private ModelDefaults() {}

  /**
   * Puts an agent's settings above those that are for all, and below the process's own.
   *
   * @param environment has what is for all
   */
  public static void apply(AgentFolder folder, ConfigurableEnvironment environment) {
    Map<String, Object> settings = new LinkedHashMap<>();
    // Its own variables, such as TITLE_SUGGESTER_MODEL, come before those for all.
    settings.put(
        "quillmesh.agent.variables", folder.name().replace('-', '_').toUpperCase(Locale.ROOT));
    settings.putAll(folder.settings().model().in(environment.getProperty(ENVIRONMENT, "")));
    MutablePropertySources sources = environment.getPropertySources();
    sources.addAfter(
        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
        new MapPropertySource("agent.yml", settings));
  }

  /**
   * The model outside of a mesh.
   *
   * @throws IllegalArgumentException if a setting is wrong; the message names it
   */
  public static ModelProperties model(AgentFolder folder) {
    StandardEnvironment environment = new StandardEnvironment();
    ModelEnvironment.addDefaults(environment);
    apply(folder, environment);
    return ModelEnvironment.bind(environment);
  }
}
