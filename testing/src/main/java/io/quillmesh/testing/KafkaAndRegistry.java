package io.quillmesh.testing;

import io.quillmesh.localmesh.program.BrokerProgram;
import io.quillmesh.localmesh.program.Health;
import io.quillmesh.localmesh.program.RegistryProgram;
import io.quillmesh.schemas.provisioning.Provisioning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A real broker and a real registry for tests, with their own ports, and provisioned. A test may
 * stop or kill either and start it again: ports and data stay the same.
 *
 * <p>They are containers if Docker is available, otherwise the same child processes as in {@code
 * ./mesh up}. The system property {@code quillmesh.test.kafka} asks for {@code containers} or for
 * {@code processes}.
 */
public final class KafkaAndRegistry implements AutoCloseable {

  private static final Duration READY_PATIENCE = Duration.ofMinutes(3);

  private final Path folder;
  private final TestServer broker;
  private final TestServer registry;

  private KafkaAndRegistry(Path folder, TestServer broker, TestServer registry) {
    this.folder = folder;
    this.broker = broker;
    this.registry = registry;
  }

  /**
   * Starts both and runs the provisioning step.
   *
   * @param folder for data and logs, which is created if it does not exist
   * @throws IOException if one of them does not start; the message has the last lines of its log
   */
  public static KafkaAndRegistry start(Path folder, Provisioning.Settings settings)
      throws IOException, InterruptedException {
    return start(folder, settings, Way.ofThisRun());
  }

  static KafkaAndRegistry start(Path folder, Provisioning.Settings settings, Way way)
      throws IOException, InterruptedException {
    var both =
        switch (way) {
          case CONTAINERS ->
              new KafkaAndRegistry(folder, TestContainer.broker(), TestContainer.registry());
          case PROCESSES ->
              new KafkaAndRegistry(
                  folder, TestProcess.broker(folder), TestProcess.registry(folder));
        };
    try {
      both.startBoth();
      Provisioning.run(both.securedClient(), both.registryUrl(), settings);
      return both;
    } catch (IOException | InterruptedException | RuntimeException e) {
      both.close();
      throw e;
    }
  }

  /** Whether they are containers in this test run, rather than processes. */
  public static boolean areContainers() throws InterruptedException {
    return Way.ofThisRun() == Way.CONTAINERS;
  }

  /** The broker's address, as {@code KAFKA_BOOTSTRAP_SERVERS}. */
  public String bootstrapServers() {
    return broker.address();
  }

  /** The settings of a Kafka client for the listener that requires a password. */
  public Map<String, String> securedClient() {
    Map<String, String> settings = new HashMap<>(SecuredListener.CLIENT);
    settings.put("bootstrap.servers", broker.securedAddress());
    return settings;
  }

  /** The registry's address, as {@code SCHEMA_REGISTRY_URL}. */
  public String registryUrl() {
    return RegistryProgram.url(registry.address());
  }

  /**
   * Starts both and returns when they answer. If they have run before, they still have their data.
   */
  void startBoth() throws IOException {
    broker.start();
    registry.start();
    awaitBroker();
    awaitRegistry();
  }

  /** Stops the broker in an orderly way. */
  public void stopBroker() throws InterruptedException {
    broker.stop();
  }

  /** Ends the broker as a crash would. */
  public void killBroker() throws InterruptedException {
    broker.kill();
  }

  /** Starts the broker again, with its data, and returns when it answers. */
  public void startBroker() throws IOException {
    broker.start();
    awaitBroker();
  }

  /** Stops the registry in an orderly way. */
  public void stopRegistry() throws InterruptedException {
    registry.stop();
  }

  /** Ends the registry as a crash would. */
  public void killRegistry() throws InterruptedException {
    registry.kill();
  }

  /** Starts the registry again, with its data, and returns when it answers. */
  public void startRegistry() throws IOException {
    registry.start();
    awaitRegistry();
  }

  /** Ends both at once and deletes their data. */
  @Override
  public void close() throws IOException, InterruptedException {
    registry.close();
    broker.close();
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private void awaitBroker() throws IOException {
    await(broker, () -> BrokerProgram.answers(bootstrapServers()));
  }

  private void awaitRegistry() throws IOException {
    await(registry, () -> Health.isReady(RegistryProgram.health(registryUrl())));
  }

  /** Waits until the server is ready. It is an error if it dies or is not ready in time. */
  private static void await(TestServer server, BooleanSupplier isReady) throws IOException {
    long deadline = System.nanoTime() + READY_PATIENCE.toNanos();
    while (!isReady.getAsBoolean()) {
      if (!server.isAlive() || System.nanoTime() > deadline) {
        throw new IOException(server.name() + " is not ready. " + server.lastWords());
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }
}
