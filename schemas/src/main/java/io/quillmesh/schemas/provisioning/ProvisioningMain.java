package io.quillmesh.schemas.provisioning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * {@link Provisioning} as a program, for deployments: it runs once against a running broker and
 * registry, and ends with 0 when everything exists. The environment contains their addresses.
 */
final class ProvisioningMain {

  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;

  private final Map<String, String> kafka;
  private final String registryUrl;
  private final Provisioning.Settings settings;

  private ProvisioningMain(
      Map<String, String> kafka, String registryUrl, Provisioning.Settings settings) {
    this.kafka = kafka;
    this.registryUrl = registryUrl;
    this.settings = settings;
  }

  /**
   * @param args none
   */
  public static void main(String[] args) throws InterruptedException {
    // The clients print their whole configuration when they are created.
    System.setProperty("org.slf4j.simpleLogger.log.org.apache.kafka", "warn");
    try {
      of(System.getenv()).run();
    } catch (IllegalArgumentException e) {
      fail(WRONG_USAGE, e);
    } catch (IOException | IllegalStateException e) {
      fail(FAILED, e);
    }
  }

  /**
   * @param environment {@code KAFKA_BOOTSTRAP_SERVERS}, {@code SCHEMA_REGISTRY_URL}, and, to differ
   *     from {@link Provisioning.Settings#DEFAULT}, {@code PARTITIONS} and {@code
   *     REPLICATION_FACTOR}; for a broker with authentication, {@code KAFKA_COMMAND_CONFIG} names a
   *     file of properties, as for Kafka's own tools
   * @throws IllegalArgumentException if one is missing or makes no sense
   */
  static ProvisioningMain of(Map<String, String> environment) {
    var usual = Provisioning.Settings.DEFAULT;
    return new ProvisioningMain(
        kafka(environment),
        required(environment, "SCHEMA_REGISTRY_URL"),
        new Provisioning.Settings(
            number(environment, "PARTITIONS"),
            (short) number(environment, "REPLICATION_FACTOR").orElse(usual.replicationFactor())));
  }

  private static Map<String, String> kafka(Map<String, String> environment) {
    Properties kafka = new Properties();
    String file = environment.getOrDefault("KAFKA_COMMAND_CONFIG", "").strip();
    if (!file.isEmpty()) {
      try (var reader = Files.newBufferedReader(Path.of(file))) {
        kafka.load(reader);
      } catch (IOException | IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "KAFKA_COMMAND_CONFIG must name a file of properties, but " + file + " can't be read",
            e);
      }
    }
    kafka.setProperty("bootstrap.servers", required(environment, "KAFKA_BOOTSTRAP_SERVERS"));
    return kafka.stringPropertyNames().stream()
        .collect(Collectors.toMap(name -> name, kafka::getProperty));
  }

  Map<String, String> kafka() {
    return kafka;
  }

  Provisioning.Settings settings() {
    return settings;
  }

  private void run() throws IOException, InterruptedException {
    Provisioning.run(kafka, registryUrl, settings);
  }

  private static String required(Map<String, String> environment, String name) {
    String value = environment.getOrDefault(name, "").strip();
    if (value.isEmpty()) {
      throw new IllegalArgumentException(name + " is not set");
    }
    return value;
  }

  private static OptionalInt number(Map<String, String> environment, String name) {
    String value = environment.getOrDefault(name, "").strip();
    try {
      // A replication factor is a short, and no topic has more partitions than that.
      return value.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Short.parseShort(value));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " must be a number, not " + value, e);
    }
  }

  private static void fail(int status, Exception e) {
    System.err.println("Topics and schemas are not there: " + e.getMessage());
    System.exit(status);
  }
}
