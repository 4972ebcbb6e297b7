package io.quillmesh.agent.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.ClassPathResource;

/** The settings of a model for programs that are no agents, as an agent would read them. */
public final class ModelEnvironment {
  private static final String FILE = "quillmesh-agent.yml";

  private ModelEnvironment() {}

  /** Adds what all agents have in common, below what is there. */
  public static void addDefaults(ConfigurableEnvironment environment) {
    try {
      new YamlPropertySourceLoader()
          .load(FILE, new ClassPathResource(FILE))
          .forEach(environment.getPropertySources()::addLast);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The settings in an environment.
   *
   * @throws IllegalArgumentException if one is wrong; the message names it
   */
  public static ModelProperties bind(ConfigurableEnvironment environment) {
    try {
      return Binder.get(environment).bind("quillmesh.agent.model", ModelProperties.class).get();
    } catch (BindException e) {
      throw new IllegalArgumentException(
          NestedExceptionUtils.getMostSpecificCause(e).getMessage(), e);
    }
  }
}
