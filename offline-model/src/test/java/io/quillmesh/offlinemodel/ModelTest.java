package io.quillmesh.offlinemodel;

import io.quillmesh.offlinemodel.settings.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test that asks a running model over HTTP; each of its methods has one of its own. */
abstract class ModelTest {
  Client client;
  private OfflineModel model;

  @BeforeEach
  void start() throws Exception {
    model = OfflineModel.start(Settings.INSTANT);
    client = new Client(model);
  }

  @AfterEach
  void stop() {
    model.close();
  }
}
