package io.quillmesh.agent.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quillmesh.agent.model.request.Endpoint;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;

class ModelPropertiesTest {
  private static final Map<String, String> GOOD =
      Map.of(
          "base-url", "http://localhost:8090/v1",
          "api-key", "sk-secret",
          "name", "offline-intent");

  private static ModelProperties bindWith(String name, String value) {
    Map<String, String> settings = new HashMap<>(GOOD);
    settings.put(name, value);
    return TestModels.bind(settings);
  }

  @Test
  void threeSettingsAreEnough() {
    ModelProperties properties = TestModels.bind(GOOD);

    assertThat(properties.timeout().total()).hasMinutes(5);
    assertThat(properties.maxTokens()).isNull();
    assertThat(properties.retry().attempts()).isEqualTo(5);
    assertThat(properties.temperature()).isNull();
    assertThat(properties.secondary()).isNull();
  }

  @Test
  void aFallbackIsElsewhereOnlyIfItSaysSo() {
    ModelProperties properties = bindWith("fallback.name", "second");

    assertThat(properties.secondary())
        .isEqualTo(new Endpoint(URI.create("http://localhost:8090/v1"), "sk-secret", "second", ""));
  }

  @Test
  void anEnvironmentVariableThatIsSetToNothingMeansNothing() {
    Map<String, String> settings = new HashMap<>(GOOD);
    settings.putAll(
        Map.of(
            "temperature", "",
            "max-tokens", "",
            "api-version", "",
            "request.response-format", "",
            "request.token-parameter", "",
            "request.extra-body", "",
            "request.extra-headers", "",
            "fallback.name", "",
            "fallback.base-url", "",
            "fallback.api-key", ""));

    ModelProperties properties = TestModels.bind(settings);

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
    "continuations, 11, continuations must be from 0 to 10",
    "timeout.first-token, 0s, timeout.first-token must be longer than 0",
    "timeout.total, 0s, timeout.total must be longer than 0",
    "request.response-format, xml, 'must be one of json_schema, json_object, text, auto, not xml'",
    "request.token-parameter, x, 'one of max_tokens, max_completion_tokens, none, auto, not x'",
    "request.extra-body, '[1]', 'must be a JSON object, such as {'",
    "request.extra-body, '{', 'must be a JSON object, such as {'",
    "request.extra-headers, '{\"a\":1}', 'must hold strings only'",
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
