package io.quillmesh.deadletters.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name the cluster and say how to connect to it. */
public final class Cluster {
  private static final String BOOTSTRAP_SERVERS = "bootstrap.servers";
  private static final String REGISTRY = "schema.registry.url";

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT,...",
      description = "The Kafka brokers; else those of the file, else KAFKA_BOOTSTRAP_SERVERS.")
  private @Nullable String bootstrapServers;

  @Option(
      names = "--registry",
      paramLabel = "URL",
      description =
          "The schema registry's Confluent API; else that of the file, else SCHEMA_REGISTRY_URL."
              + " Only show needs it.")
  private @Nullable String registry;

  @Option(
      names = "--command-config",
      paramLabel = "FILE",
      description =
          "Properties for the Kafka clients, such as security.protocol and sasl.jaas.config;"
              + " bootstrap.servers and schema.registry.url may be among them.")
  private @Nullable Path commandConfig;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The data folder of a local mesh, which says all of it; else MESH_DATA.")
  private @Nullable Path data;

  /**
   * The connection that the options and the environment describe.
   *
   * @throws ToolException if they name no broker, or name a file that cannot be read
   */
  public Connection connection() {
    Properties file = file();
    String servers =
        firstOf(
            bootstrapServers,
            file.getProperty(BOOTSTRAP_SERVERS),
            System.getenv("KAFKA_BOOTSTRAP_SERVERS"));
    if (servers == null) {
      throw new ToolException(
          "Which cluster? Use --bootstrap-servers, or --data for a local mesh.");
    }
    String url =
        firstOf(registry, file.getProperty(REGISTRY), System.getenv("SCHEMA_REGISTRY_URL"));
    file.remove(REGISTRY);
    return new Connection(servers, Optional.ofNullable(url), file);
  }

  private Properties file() {
    if (commandConfig != null) {
      return read(commandConfig, "The file of --command-config can't be read: " + commandConfig);
    }
    Path folder = data;
    if (folder == null && bootstrapServers == null && System.getenv("MESH_DATA") != null) {
      folder = Path.of(System.getenv("MESH_DATA"));
    }
    return folder == null
        ? new Properties()
        : read(
            folder.resolve("run").resolve("client.properties"),
            "No mesh has run with its data in "
                + folder
                + ". Use --data for another folder, or --bootstrap-servers for another cluster.");
  }

  private static Properties read(Path path, String problem) {
    Properties properties = new Properties();
    try (var reader = Files.newBufferedReader(path)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new ToolException(problem, e);
    }
    return properties;
  }

  private static @Nullable String firstOf(@Nullable String... texts) {
    for (String text : texts) {
      if (text != null && !text.isBlank()) {
        return text;
      }
    }
    return null;
  }
}
