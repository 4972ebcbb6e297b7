package io.quillmesh.offlinemodel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quillmesh.offlinemodel.completion.Fault;
import io.quillmesh.offlinemodel.completion.Faults;
import io.quillmesh.offlinemodel.openai.OpenAiError;
import io.quillmesh.offlinemodel.settings.Environment;
import io.quillmesh.offlinemodel.settings.Settings;
import io.quillmesh.offlinemodel.settings.SettingsJson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

  @Test
  void comeFromTheEnvironment() {
    Environment environment =
        Environment.of(
            Map.of(
                "SERVER_PORT", "1234",
                "OFFLINE_MODEL_FIRST_TOKEN_DELAY_MS", "50",
                "OFFLINE_MODEL_CUT_RATE", "0.25",
                "OFFLINE_MODEL_REPLY_TOKENS", "60",
                "OFFLINE_MODEL_MODELS", "offline-reply, offline-generator"));

    assertThat(environment.host()).isEqualTo("127.0.0.1");
    assertThat(environment.port()).isEqualTo(1234);
    assertThat(environment.settings().firstTokenDelayMs()).isEqualTo(50);
    assertThat(environment.settings().cutRate()).isEqualTo(0.25);
    assertThat(environment.settings().replyTokens()).isEqualTo(60);
    assertThat(environment.settings().models())
        .containsExactly("offline-reply", "offline-generator");
  }

  @Test
  void nameTheVariableThatIsWrong() {
    assertThatThrownBy(() -> Environment.of(Map.of("OFFLINE_MODEL_ERROR_RATE", "often")))
        .hasMessageContaining("OFFLINE_MODEL_ERROR_RATE")
        .hasMessageContaining("often");
  }

  @Test
  void refuseAPortThatIsNone() {
    assertThatThrownBy(() -> Environment.of(Map.of("SERVER_PORT", "99999")))
        .hasMessageContaining("SERVER_PORT must be from 0");
  }

  @Test
  void keepWhatIsNotSaid() {
    Settings merged = merge("{\"errorRate\":0.5}");

    assertThat(merged.errorRate()).isEqualTo(0.5);
    assertThat(merged.firstTokenDelayMs()).isEqualTo(Settings.DEFAULT.firstTokenDelayMs());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"errorRate\":1.5}|errorRate must be from 0 to 1",
        "{\"errorRate\":-0.1}|errorRate must be from 0 to 1",
        "{\"errorRate\":\"often\"}|often",
        "{\"errorRate\":null}|errorRate",
        "{\"firstTokenDelayMs\":-1}|firstTokenDelayMs must be from 0",
        "{\"tokenDelayMs\":1.5}|1.5",
        "{\"articleTokens\":-1}|articleTokens must be from 0",
        "{\"errorRate\":0.6,\"cutRate\":0.6}|above 1",
        "{\"models\":[\"gpt-5\"]}|unknown model gpt-5",
        "{\"speed\":1}|speed",
        "[]|not a JSON object",
        "{|end-of-input"
      })
  void refuseWhatMakesNoSense(String json, String reason) {
    assertThatThrownBy(() -> merge(json))
        .isInstanceOf(OpenAiError.class)
        .hasMessageContaining(reason);
  }

  @Test
  void mayAddUpToOne() {
    Settings all = new Settings(0, 0, 0.2, 0.2, 0.2, 0.2, 0.2, List.of(), 1, 0, 0, 0);

    assertThat(Faults.of(all, "offline-reply", 1)).isNotEqualTo(Fault.NONE);
  }

  private static Settings merge(String json) {
    return SettingsJson.merge(Settings.DEFAULT, json.getBytes(UTF_8));
  }
}
