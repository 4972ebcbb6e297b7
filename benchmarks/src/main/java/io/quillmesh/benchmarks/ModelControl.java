package io.quillmesh.benchmarks;

import io.quillmesh.benchmarks.load.ModelPace;
import io.quillmesh.endtoend.client.OfflineModel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Sets up the offline model, if there is one, and restores its settings, however the measurement
 * ends.
 */
final class ModelControl implements AutoCloseable {

  private final @Nullable OfflineModel model;
  private final @Nullable JsonNode before;
  private final Thread hook = Thread.ofPlatform().unstarted(this::restore);

  private ModelControl(@Nullable OfflineModel model) {
    this.model = model;
    this.before = model == null ? null : model.settings();
  }

  static ModelControl of(Optional<OfflineModel> model) {
    var control = new ModelControl(model.orElse(null));
    Runtime.getRuntime().addShutdownHook(control.hook);
    return control;
  }

  /** Makes the model answer like this. Returns false if there is no model to set up. */
  boolean set(ModelPace pace) {
    if (model == null) {
      return false;
    }
    model.set(pace.settings());
    return true;
  }

  private void restore() {
    if (model != null && before != null) {
      model.set(before);
    }
  }

  @Override
  public void close() {
    // If this process is being stopped, the hook restores the settings.
    if (removed()) {
      restore();
    }
  }

  private boolean removed() {
    try {
      return Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return false;
    }
  }
}
