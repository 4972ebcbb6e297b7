package io.quillmesh.endtoend.checks;

import io.quillmesh.endtoend.client.Connection;
import io.quillmesh.endtoend.client.FrameLog;
import io.quillmesh.endtoend.client.Gateway;
import io.quillmesh.endtoend.client.OfflineModel;
import io.quillmesh.endtoend.client.Run;
import io.quillmesh.endtoend.mesh.Mesh;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The tools of the tests of one class. */
record Suite(
    FrameLog log,
    Gateway gateway,
    OfflineModel model,
    Processes processes,
    Broker broker,
    Registry registry,
    DeadLetters deadLetters)
    implements AutoCloseable {

  private static final int WARM_UP_ATTEMPTS = 5;

  /**
   * @param frames the file for the frames of clients
   */
  static Suite on(Mesh mesh, Path frames) {
    var log = new FrameLog(frames);
    return new Suite(
        log,
        new Gateway(mesh.gateway(), log),
        new OfflineModel(mesh.offlineModel()),
        new Processes(mesh),
        new Broker(mesh.bootstrapServers()),
        new Registry(mesh.registryUrl()),
        new DeadLetters(mesh.bootstrapServers()));
  }

  Optional<Object> part(Class<?> type) {
    return Stream.<Object>of(gateway, model, processes, broker, registry, deadLetters)
        .filter(type::isInstance)
        .findFirst();
  }

  /**
   * Has one conversation, so that everything has worked once. The first turn of cold processes may
   * take longer than the deadlines of these tests allow.
   */
  void warmUp() {
    try (Connection connection = gateway.newPerson().open().ready()) {
      for (int attempt = 1; !isGood(connection.say("Write a story about rain")); attempt++) {
        if (attempt == WARM_UP_ATTEMPTS) {
          throw new IllegalStateException("the mesh does not get warm");
        }
      }
    }
  }

  private static boolean isGood(Run run) {
    return run.all("SUBAGENT_ERROR").isEmpty();
  }

  /** Restores everything, whatever a test did. */
  void restore() {
    processes.resumeAll();
    model.behaveWell();
  }

  /** Checks everything that happened. */
  void check() {
    gateway.close();
    FrameCheck.check(log.file());
    deadLetters.check();
  }

  @Override
  public void close() {
    gateway.close();
    broker.close();
    deadLetters.close();
  }
}
