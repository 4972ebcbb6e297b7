package io.quillmesh.localmesh;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.WaitContainerResultCallback;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.kafka.KafkaContainer;

/**
 * A server in a container of Testcontainers. Its port is chosen here and not by Docker, which takes
 * another one at every start.
 */
final class TestContainer implements TestServer {

  private static final int BROKER_PORT = 9092;
  private static final int REGISTRY_PORT = 8080;
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(15);

  private final String name;
  private final String address;
  private final GenericContainer<?> container;

  private TestContainer(String name, String address, GenericContainer<?> container, int port) {
    this.name = name;
    this.address = address;
    this.container = container.waitingFor(new NoWaiting());
    String host = address.startsWith("localhost:") ? "127.0.0.1:" : "";
    container.setPortBindings(
        List.of(host + address.substring(address.lastIndexOf(':') + 1) + ":" + port));
  }

  /** Of the same settings as the broker that is a process. */
  static TestContainer broker() {
    String address = freeAddress();
    var container =
        new KafkaContainer(DockerImages.KAFKA)
            // The image's own, so that the broker gets the signals. Testcontainers' waits for a
            // script that says which port Docker took.
            .withCommand("/etc/kafka/docker/run")
            .withEnv(
                "KAFKA_ADVERTISED_LISTENERS", "PLAINTEXT://" + address + ",BROKER://localhost:9093")
            .withEnv("KAFKA_HEAP_OPTS", "-Xms32m -Xmx" + Part.BROKER.heapMegabytes() + "m");
    settings()
        .forEach((key, value) ->
            container.withEnv(
                "KAFKA_" + key.toString().toUpperCase(Locale.ROOT).replace('.', '_'),
                value.toString()));
    return new TestContainer("broker", address, container, BROKER_PORT);
  }

  /** Of the same settings as the registry that is a process. */
  static TestContainer registry() {
    var container =
        new GenericContainer<>(DockerImages.REGISTRY)
            .withExposedPorts(REGISTRY_PORT)
            .withEnv("APICURIO_DATASOURCE_URL", "jdbc:h2:file:/tmp/registry")
            .withEnv("APICURIO_RULES_GLOBAL_COMPATIBILITY", RegistryProgram.COMPATIBILITY)
            .withEnv("JAVA_OPTS_APPEND", "-Xmx" + Part.REGISTRY.heapMegabytes() + "m");
    return new TestContainer("registry", freeAddress(), container, REGISTRY_PORT);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String address() {
    return address;
  }

  @Override
  public void start() {
    if (container.getContainerId() == null) {
      container.start();
    } else if (!isAlive()) {
      docker().startContainerCmd(container.getContainerId()).exec();
    }
  }

  @Override
  public void stop() {
    if (isAlive()) {
      docker()
          .stopContainerCmd(container.getContainerId())
          .withTimeout((int) STOP_PATIENCE.toSeconds())
          .exec();
    }
  }

  @Override
  public void kill() {
    if (isAlive()) {
      docker().killContainerCmd(container.getContainerId()).exec();
      docker()
          .waitContainerCmd(container.getContainerId())
          .exec(new WaitContainerResultCallback())
          .awaitStatusCode();
    }
  }

  @Override
  public boolean isAlive() {
    return container.isRunning();
  }

  @Override
  public String lastWords() {
    List<String> all = container.getLogs().lines().toList();
    return "Its log ends in:\n  "
        + String.join("\n  ", all.subList(Math.max(0, all.size() - 30), all.size()));
  }

  @Override
  public void close() {
    container.stop();
  }

  private static DockerClient docker() {
    return DockerClientFactory.instance().client();
  }

  /** Where containers are published, with a port that is free here; the engine is mostly here. */
  private static String freeAddress() {
    return DockerClientFactory.instance().dockerHostIpAddress() + ":" + FreePorts.next();
  }

  private static Properties settings() {
    var settings = new Properties();
    try {
      settings.load(new StringReader(BrokerProgram.SETTINGS));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return settings;
  }

  /** Both servers start side by side and are waited for together. */
  private static final class NoWaiting extends AbstractWaitStrategy {
    @Override
    protected void waitUntilReady() {}
  }
}
