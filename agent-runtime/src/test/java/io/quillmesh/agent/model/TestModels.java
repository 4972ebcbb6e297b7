package io.quillmesh.agent.model;

import io.quillmesh.agent.retry.Backoff;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** What tests of model calls have in common. */
final class TestModels {
  private TestModels() {}

  /** The settings of a model at this address, and others: name, value, name, value. */
  static ModelProperties properties(URI baseUrl, String... others) {
    Map<String, String> settings = new HashMap<>();
    settings.put("base-url", baseUrl.toString());
    settings.put("api-key", "sk-secret");
    settings.put("name", "first");
    for (int i = 0; i < others.length; i += 2) {
      settings.put(others[i], others[i + 1]);
    }
    return bind(settings);
  }

  static ModelProperties bind(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>();
    settings.forEach((name, value) -> all.put("quillmesh.agent.model." + name, value));
    return new Binder(new MapConfigurationPropertySource(all))
        .bind("quillmesh.agent.model", Bindable.of(ModelProperties.class))
        .get();
  }

  /** This many calls, without waits. */
  static RetryPolicy attempts(int attempts) {
    return new RetryPolicy(
        attempts,
        new Backoff(Duration.ofNanos(1), Duration.ofNanos(1), RandomGenerator.getDefault()),
        Duration.ofSeconds(1));
  }
}
