package io.quillmesh.localmesh.agents;

import io.quillmesh.localmesh.config.AgentFolders;
import io.quillmesh.localmesh.config.Checkout;
import io.quillmesh.localmesh.config.DataFolder;
import io.quillmesh.localmesh.config.FreePorts;
import io.quillmesh.localmesh.config.Instance;
import io.quillmesh.localmesh.config.ModelSettings;
import io.quillmesh.localmesh.config.Options;
import io.quillmesh.localmesh.config.Part;
import io.quillmesh.localmesh.program.Programs;
import io.quillmesh.localmesh.program.RunningProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An offline model for one command: that of the mesh if one runs, otherwise one of its own. */
final class OfflineModel implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(2);

  private final Checkout checkout;
  private final Path data;
  private @Nullable RunningProgram own;

  /**
   * @param data the folder of the mesh that may run
   */
  OfflineModel(Checkout checkout, Path data) {
    this.checkout = checkout;
    this.data = data;
  }

  /** Where it answers. */
  int port() throws IOException, InterruptedException {
    Optional<RunningMesh> mesh = RunningMesh.find(data).filter(it -> it.has(Part.OFFLINE_MODEL));
    return mesh.isPresent() ? mesh.get().port(Part.OFFLINE_MODEL) : start();
  }

  private int start() throws IOException, InterruptedException {
    int port = FreePorts.next();
    var options =
        new Options(
            data,
            Map.of(Part.OFFLINE_MODEL, port),
            List.of(),
            OptionalInt.empty(),
            Set.of(),
            false,
            List.of(),
            AgentFolders.NONE,
            false);
    var programs =
        new Programs(
            checkout, new DataFolder(data), options, ModelSettings.of(Map.of(), port), Map.of());
    Path log = Files.createTempFile("offline-model-", ".log");
    log.toFile().deleteOnExit();
    RunningProgram started =
        RunningProgram.start(programs.of(Instance.first(Part.OFFLINE_MODEL)), log);
    own = started;
    Programs.awaitReady(Part.OFFLINE_MODEL, port, started, log, PATIENCE);
    return port;
  }

  @Override
  public void close() throws InterruptedException {
    if (own != null) {
      own.stop(STOP_PATIENCE);
    }
  }
}
