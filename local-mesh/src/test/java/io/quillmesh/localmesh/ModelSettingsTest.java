package io.quillmesh.localmesh;

import static org.assertj.core.api.Assertions.assertThat;

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
        .containsEntry("OPENAI_API_KEY", "sk-1");
    assertThat(settings).hasToString("the model at https://api.openai.com/v1");
  }

  @Test
  void anAddressAloneIsAServerThatWantsNoKey() {
    var settings = ModelSettings.of(Map.of("OPENAI_BASE_URL", "http://gpu:11434/v1"), 8090);
    assertThat(settings.isOffline()).isFalse();
    assertThat(settings.environment()).containsEntry("OPENAI_BASE_URL", "http://gpu:11434/v1");
  }
}
