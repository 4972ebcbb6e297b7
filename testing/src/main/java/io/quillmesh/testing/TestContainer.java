package io.quillmesh.testing;

import static java.util.Objects.requireNonNull;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.WaitContainerResultCallback;
import io.quillmesh.localmesh.config.FreePorts;
import io.quillmesh.localmesh.config.Part;
import io.quillmesh.localmesh.program.BrokerProgram;
import io.quillmesh.localmesh.program.RegistryProgram;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.kafka.KafkaContainer;

/**
 * A server in a container of Testcontainers. Its port is chosen here, because Docker would choose
 * another one at every start.
 */
final class TestContainer implements TestServer {

  private static final int BROKER_PORT = 9092;
  private static final int SECURED_BROKER_PORT = 9095;
  private static final int REGISTRY_PORT = 8080;
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(15);

  private final String name;
  private final String address;
  private final String securedAddress;
  private final GenericContainer<?> container;

  private TestContainer(
      String name, String address, String securedAddress, GenericContainer<?> container) {
    this.name = name;
    this.address = address;
    this.securedAddress = securedAddress;
    this.container = container.waitingFor(new NoWaiting());
  }

  /** The binding that makes a port of the container reachable at an address. */
  private static String binding(String address, int port) {
    String host = address.startsWith("localhost:") ? "127.0.0.1:" : "";
    return host + address.substring(address.lastIndexOf(':') + 1) + ":" + port;
  }

  /** A broker with the same settings as the one that is a process. */
  static TestContainer broker() {
    String address = freeAddress();
    String secured = freeAddress();
    KafkaContainer container =
        new KafkaContainer(DockerImages.KAFKA)
            // The image's own command, so that the broker receives signals. Testcontainers' command
            // waits for a script that says which port Docker chose.
            .withCommand("/etc/kafka/docker/run")
            .withEnv(
                "KAFKA_ADVERTISED_LISTENERS", "PLAINTEXT://" + address + ",BROKER://localhost:9093")
            .withEnv("KAFKA_HEAP_OPTS", "-Xms32m -Xmx" + Part.BROKER.heapMegabytes() + "m");
    settings().forEach((name, value) -> container.withEnv(variable(name), value));
    SecuredListener.broker(
            name -> requireNonNull(container.getEnvMap().get(variable(name))),
            "0.0.0.0:" + SECURED_BROKER_PORT,
            secured)
        .forEach((name, value) -> container.withEnv(variable(name), value));
    container.addExposedPort(SECURED_BROKER_PORT);
    container.setPortBindings(
        List.of(binding(address, BROKER_PORT), binding(secured, SECURED_BROKER_PORT)));
    return new TestContainer("broker", address, secured, container);
  }

  /** The environment variable with which the image takes a setting. */
  private static String variable(String setting) {
    return "KAFKA_" + setting.toUpperCase(Locale.ROOT).replace('.', '_');
  }

  /** A registry with the same settings as the one that is a process. */
  static TestContainer registry() {
    var container =
        new GenericContainer<>(DockerImages.REGISTRY)
            .withExposedPorts(REGISTRY_PORT)
            .withEnv("APICURIO_DATASOURCE_URL", "jdbc:h2:file:/tmp/registry")
            .withEnv("APICURIO_RULES_GLOBAL_COMPATIBILITY", RegistryProgram.COMPATIBILITY)
            .withEnv("JAVA_OPTS_APPEND", "-Xmx" + Part.REGISTRY.heapMegabytes() + "m");
    String address = freeAddress();
    container.setPortBindings(List.of(binding(address, REGISTRY_PORT)));
    return new TestContainer("registry", address, "", container);
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
  public String securedAddress() {
    return securedAddress;
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

  /**
   * The address where containers are published, with a port that is free on this machine, where the
   * engine usually runs too.
   */
  private static String freeAddress() {
    return DockerClientFactory.instance().dockerHostIpAddress() + ":" + FreePorts.next();
  }

  private static Map<String, String> settings() {
    var settings = new Properties();
    try {
      settings.load(new StringReader(BrokerProgram.SETTINGS));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return settings.stringPropertyNames().stream()
        .collect(Collectors.toMap(name -> name, settings::getProperty));
  }

  /**
   * Does not wait, because both servers start side by side and {@link KafkaAndRegistry} waits for
   * both.
   */
  private static final class NoWaiting extends AbstractWaitStrategy {
    @Override
    protected void waitUntilReady() {}
  }
}
