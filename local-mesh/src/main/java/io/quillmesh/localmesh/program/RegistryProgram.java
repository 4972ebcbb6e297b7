package io.quillmesh.localmesh.program;

import io.quillmesh.localmesh.config.Checkout;
import io.quillmesh.localmesh.config.Part;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Apicurio Registry. Its storage is an H2 file: it is ready as fast as with storage in memory and,
 * unlike with storage in Kafka, it can start while the broker does.
 */
public final class RegistryProgram {

  /** How compatible a new version of a schema must be with all earlier ones. */
  public static final String COMPATIBILITY = "FULL_TRANSITIVE";

  private RegistryProgram() {}

  /**
   * @param data the registry's folder, which is created if it does not exist
   */
  public static Program create(Checkout checkout, Path data, int port) {
    var settings =
        Map.of(
            "quarkus.http.host", "127.0.0.1",
            "quarkus.http.port", Integer.toString(port),
            "quarkus.http.access-log.enabled", "false",
            // By default it is open to the network on port 9000.
            "quarkus.management.host", "127.0.0.1",
            "quarkus.management.port", "0",
            // Writes to the disk before it answers. By default it writes half a second later, and a
            // thread looks for something to write six times a second.
            "apicurio.datasource.url",
                "jdbc:h2:file:" + data.resolve("registry").toAbsolutePath() + ";WRITE_DELAY=0",
            "apicurio.datasource.jdbc.initial-size", "1",
            "apicurio.datasource.jdbc.min-size", "1",
            "apicurio.datasource.jdbc.max-size", "10",
            "apicurio.rules.global.compatibility", COMPATIBILITY);
    List<String> flags = new ArrayList<>(Part.REGISTRY.jvmFlags());
    settings.forEach((key, value) -> flags.add("-D" + key + "=" + value));
    return new Program(
        "registry",
        flags,
        List.of(checkout.registry().resolve("quarkus-run.jar")),
        checkout.childJar(),
        "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
        List.of(),
        Map.of(),
        Part.REGISTRY.niceness());
  }

  /**
   * An address that answers 200 when the registry is ready for work.
   *
   * @param url where the registry speaks Confluent's API
   */
  public static URI health(String url) {
    return URI.create(url + "/subjects");
  }

  /** Where the registry speaks Confluent's API. */
  public static String url(int port) {
    return url("127.0.0.1:" + port);
  }

  /**
   * Where the registry speaks Confluent's API.
   *
   * @param address host and port
   */
  public static String url(String address) {
    return "http://" + address + "/apis/ccompat/v7";
  }
}
