package io.quillmesh.agenthost.folder;

import io.quillmesh.agent.model.ModelProperties;
import io.quillmesh.agenthost.check.Problems;
import io.quillmesh.agenthost.check.Texts;
import io.quillmesh.agenthost.check.YamlValue;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import tools.jackson.databind.json.JsonMapper;

/**
 * The model of an agent as its agent.yml has it.
 *
 * @param everywhere properties and their values, by full name
 * @param environments those that differ, by environment
 */
public record ModelSettings(
    Map<String, String> everywhere, Map<String, Map<String, String>> environments) {
  private static final String PREFIX = "quillmesh.agent.model";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** What agent.yml may leave out. */
  private static final Map<String, String> NEEDED =
      Map.of(
          PREFIX + ".base-url", "http://localhost",
          PREFIX + ".api-key", "any",
          PREFIX + ".name", "any");

  /**
   * The properties in an environment.
   *
   * @param environment its name; empty for none
   */
  public Map<String, String> in(String environment) {
    Map<String, String> properties = new LinkedHashMap<>(everywhere);
    properties.putAll(environments.getOrDefault(environment, Map.of()));
    return properties;
  }

  /** Properties with their lines, while they are checked. */
  record Section(int line, Map<String, String> values, Map<String, Integer> lines) {

    static Section read(Optional<YamlValue> model, Problems problems) {
      Section section =
          new Section(model.map(YamlValue::line).orElse(1), new LinkedHashMap<>(), new HashMap<>());
      model.ifPresent(value -> section.flatten(PREFIX, value));
      section.check(problems);
      return section;
    }

    private void flatten(String path, YamlValue value) {
      boolean isJson = path.endsWith(".extra-body") || path.endsWith(".extra-headers");
      if (isJson && value.isMapping()) {
        put(path, JSON.writeValueAsString(value.value()), value.line());
      } else if (path.equals(PREFIX) || value.isMapping()) {
        value
            .mapping()
            .ifPresent(mapping ->
                mapping.keys().stream()
                    .toList()
                    .forEach(key ->
                        mapping
                            .optional(key)
                            .ifPresent(child -> flatten(path + "." + key, child))));
      } else {
        value.scalar().ifPresent(text -> put(path, text, value.line()));
      }
    }

    private void put(String property, String value, int line) {
      values.put(property, value);
      lines.put(property, line);
    }

    /** Binds them as a start would. What is wrong is taken out, and the rest bound again. */
    private void check(Problems problems) {
      Map<String, String> left = new HashMap<>(values);
      // What a placeholder stands for is known when the agent starts.
      left.values().removeIf(value -> value.contains("${"));
      while (true) {
        Map<String, String> bound = new HashMap<>(NEEDED);
        bound.putAll(left);
        try {
          new Binder(new MapConfigurationPropertySource(bound))
              .bind(
                  PREFIX,
                  Bindable.of(ModelProperties.class),
                  new NoUnboundElementsBindHandler(BindHandler.DEFAULT));
          return;
        } catch (BindException e) {
          if (!report(e, left, problems)) {
            return;
          }
        }
      }
    }

    /** Whether something was taken out. */
    private boolean report(BindException e, Map<String, String> left, Problems problems) {
      if (e.getCause() instanceof UnboundConfigurationPropertiesException unbound) {
        unbound
            .getUnboundProperties()
            .forEach(property ->
                take(property.getName(), left)
                    .ifPresent(found ->
                        problems.add(
                            lines.getOrDefault(found, 1),
                            "`" + shortened(found) + "` is not known",
                            "a property of " + PREFIX,
                            "correct the name; quillmesh-agent.yml of agent-runtime has"
                                + " all of them")));
        return true;
      }
      String message = Texts.causeOf(e);
      Optional<String> found =
          Optional.ofNullable(e.getProperty())
              .flatMap(property -> take(property.getName(), left))
              .or(() -> named(message, left));
      problems.add(
          found.map(lines::get).orElse(line),
          found
                  .map(name -> "`" + shortened(name) + "` is \"" + values.get(name) + "\": ")
                  .orElse("the model's settings do not go together: ")
              + message,
          "values that a model's settings can have",
          "correct the value");
      return found.isPresent();
    }

    private static Optional<String> take(ConfigurationPropertyName name, Map<String, String> left) {
      Optional<String> found =
          left.keySet().stream()
              .filter(key -> ConfigurationPropertyName.adapt(key, '.').equals(name))
              .findFirst();
      found.ifPresent(left::remove);
      return found;
    }

    /** The settings check themselves, and name the property in words. */
    private static Optional<String> named(String message, Map<String, String> left) {
      Optional<String> found =
          left.keySet().stream()
              .filter(key ->
                  message.contains(
                      PREFIX
                          + ConfigurationPropertyName.adapt(key, '.')
                              .toString()
                              .substring(PREFIX.length())))
              .findFirst();
      found.ifPresent(left::remove);
      return found;
    }

    private static String shortened(String property) {
      return property.substring(PREFIX.length() - "model".length());
    }
  }
}
