package io.quillmesh.agent.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ModelPropertiesTest {
  private static final Map<String, String> GOOD =
      Map.of(
          "base-url", "http://localhost:8090/v1",
          "api-key", "sk-secret",
          "name", "offline-intent");

  private static ModelProperties bind(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>();
    settings.forEach((name, value) -> all.put("quillmesh.agent.model." + name, value));
    return new Binder(new MapConfigurationPropertySource(all))
        .bind("quillmesh.agent.model", Bindable.of(ModelProperties.class))
        .get();
  }

  private static ModelProperties bindWith(String name, String value) {
    Map<String, String> settings = new HashMap<>(GOOD);
    settings.put(name, value);
    return bind(settings);
  }

  @Test
  void threeSettingsAreEnough() {
    ModelProperties properties = bind(GOOD);

    assertThat(properties.totalTimeout()).hasMinutes(2);
    assertThat(properties.silenceTimeout()).hasMinutes(2);
    assertThat(properties.retry().attempts()).isEqualTo(5);
    assertThat(properties.temperature()).isNull();
    assertThat(properties.secondary()).isNull();
  }

  @Test
  void aFallbackIsElsewhereOnlyIfItSaysSo() {
    ModelProperties properties = bindWith("fallback.name", "second");

    assertThat(properties.secondary())
        .isEqualTo(new Endpoint(URI.create("http://localhost:8090/v1"), "sk-secret", "second"));
  }

  @Test
  void anEnvironmentVariableThatIsSetToNothingMeansNothing() {
    Map<String, String> settings = new HashMap<>(GOOD);
    settings.putAll(
        Map.of(
            "temperature", "",
            "max-tokens", "",
            "fallback.name", "",
            "fallback.base-url", "",
            "fallback.api-key", ""));

    ModelProperties properties = bind(settings);

    assertThat(properties.temperature()).isNull();
    assertThat(properties.maxTokens()).isNull();
    assertThat(properties.secondary()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "base-url, localhost:8090, quillmesh.agent.model.base-url must be an http or https URL",
    "api-key, ' ', quillmesh.agent.model.api-key must not be empty",
    "name, '', quillmesh.agent.model.name must be the name of a model",
    "temperature, 3, 'quillmesh.agent.model.temperature must be from 0 to 2, not 3.0'",
    "max-tokens, 0, 'quillmesh.agent.model.max-tokens must be at least 1, not 0'",
    "first-token-timeout, 0s, first-token-timeout must be longer than 0",
    "total-timeout, 0s, total-timeout must be longer than 0",
    "first-token-timeout, 121s, total-timeout must be at least first-token-timeout",
    "retry.attempts, 0, retry.attempts must be at least 1",
  })
  void whatIsWrongStopsTheStartAndIsNamed(String name, String value, String message) {
    assertThatExceptionOfType(BindException.class)
        .isThrownBy(() -> bindWith(name, value))
        .havingRootCause()
        .withMessageContaining(message);
  }

  @Test
  void theKeyIsNeverPrinted() {
    ModelProperties properties = bindWith("fallback.name", "second");

    assertThat(properties.toString() + properties.primary() + properties.fallback())
        .doesNotContain("sk-secret");
  }
}
