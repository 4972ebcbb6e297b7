package io.quillmesh.localmesh.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelSettingsTest {

  @Test
  void isOfflineWhenNothingIsSaid() {
    var settings = ModelSettings.of(Map.of("OPENAI_API_KEY", ""), 8090);
    assertThat(settings.isOffline()).isTrue();
    assertThat(settings.environment())
        .containsEntry("OPENAI_BASE_URL", "http://127.0.0.1:8090/v1")
        .containsEntry("OPENAI_API_KEY", "offline");
  }

  @Test
  void aKeyMeansOpenAi() {
    var settings = ModelSettings.of(Map.of("OPENAI_API_KEY", "sk-1"), 8090);
    assertThat(settings.isOffline()).isFalse();
    assertThat(settings.environment())
        .containsEntry("OPENAI_BASE_URL", "https://api.openai.com/v1")
        .containsEntry("OPENAI_API_KEY", "sk-1")
        .containsKey("OPENAI_MODEL");
    assertThat(settings).hasToString("the model at https://api.openai.com/v1");
  }

  @Test
  void anAddressAloneIsAServerThatWantsNoKey() {
    var variables = Map.of("OPENAI_BASE_URL", "http://gpu:11434/v1", "OPENAI_MODEL", "qwen3");
    var settings = ModelSettings.of(variables, 8090);
    assertThat(settings.isOffline()).isFalse();
    assertThat(settings.environment())
        .containsEntry("OPENAI_BASE_URL", "http://gpu:11434/v1")
        .doesNotContainKey("OPENAI_MODEL");
  }

  @Test
  void anAddressNeedsAModelsName() {
    var variables = Map.of("OPENAI_BASE_URL", "http://gpu:11434/v1", "INTENT_MODEL", "qwen3");
    assertThatThrownBy(() -> ModelSettings.of(variables, 8090))
        .isInstanceOf(MeshException.class)
        .hasMessageContaining("set OPENAI_MODEL");
  }
}
