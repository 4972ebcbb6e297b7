package io.quillmesh.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.benchmarks.options.Options;
import io.quillmesh.endtoend.client.OfflineModel;
import io.quillmesh.offlinemodel.settings.Settings;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModelControlTest {

  @Test
  void leavesTheModelAsItWas() throws Exception {
    try (var running = io.quillmesh.offlinemodel.OfflineModel.start(Settings.DEFAULT)) {
      var model = new OfflineModel(URI.create(running.baseUrl()));
      model.set(Map.of("cutRate", 0.25, "models", List.of("offline-reply")));
      var before = model.settings();
      var pace = Options.parse(List.of(), Map.of()).pace();

      try (var control = ModelControl.of(Optional.of(model))) {
        assertThat(control.set(pace)).isTrue();
        assertThat(model.settings().path("articleTokens").asInt()).isEqualTo(300);
        assertThat(model.settings().path("cutRate").asDouble()).isZero();
        assertThat(model.settings().path("models")).isEmpty();
      }

      assertThat(model.settings()).isEqualTo(before);
    }
  }

  @Test
  void saysWhenThereIsNoneToSet() {
    try (var control = ModelControl.of(Optional.empty())) {
      assertThat(control.set(Options.parse(List.of(), Map.of()).pace())).isFalse();
    }
  }
}
