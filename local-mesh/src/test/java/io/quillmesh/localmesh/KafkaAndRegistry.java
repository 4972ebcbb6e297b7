package io.quillmesh.localmesh;

import io.quillmesh.schemas.Provisioning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/**
 * A real broker and a real registry on free loopback ports, provisioned; for tests. Either may be
 * stopped or killed and started again: ports and data stay the same.
 */
public final class KafkaAndRegistry implements AutoCloseable {

  private final int brokerPort = FreePorts.next();
  private final int registryPort = FreePorts.next();
  private final TestProcess broker;
  private final TestProcess registry;

  private final Path folder;

  private KafkaAndRegistry(Path folder) throws IOException {
    this.folder = folder;
    var checkout = Checkout.find();
    broker =
        new TestProcess(
            BrokerProgram.create(checkout, folder.resolve("broker"), brokerPort), folder);
    registry =
        new TestProcess(
            RegistryProgram.create(checkout, folder.resolve("registry"), registryPort), folder);
  }

  /**
   * Starts both and runs the provisioning step.
   *
   * @param folder for data and logs, made when it is not there
   * @throws IOException if one of them does not start; the message has its log's last lines
   */
  public static KafkaAndRegistry start(Path folder, Provisioning.Settings settings)
      throws IOException, InterruptedException {
    var both = new KafkaAndRegistry(folder);
    try {
      both.broker.start();
      both.registry.start();
      both.broker.awaitReady(both::brokerAnswers);
      both.registry.awaitReady(both::registryAnswers);
      Provisioning.run(both.bootstrapServers(), both.registryUrl(), settings);
      return both;
    } catch (IOException | InterruptedException | RuntimeException e) {
      both.close();
      throw e;
    }
  }

  /** The broker's address, as {@code KAFKA_BOOTSTRAP_SERVERS}. */
  public String bootstrapServers() {
    return "127.0.0.1:" + brokerPort;
  }

  /** The registry's address, as {@code SCHEMA_REGISTRY_URL}. */
  public String registryUrl() {
    return RegistryProgram.url(registryPort);
  }

  /** Stops the broker in good order. */
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
    broker.awaitReady(this::brokerAnswers);
  }

  /** Stops the registry in good order. */
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
    registry.awaitReady(this::registryAnswers);
  }

  /** Ends both at once and forgets their data. */
  @Override
  public void close() throws IOException, InterruptedException {
    registry.kill();
    broker.kill();
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private boolean brokerAnswers() {
    return BrokerProgram.answers(brokerPort);
  }

  private boolean registryAnswers() {
    return Health.isReady(RegistryProgram.health(registryPort));
  }
}
