package io.quillmesh.endtoend.containers;

import io.quillmesh.endtoend.client.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * The containers of docker-compose.yml, as a project with its own ports, volumes and images,
 * separate from those of other users of the engine.
 */
final class Compose implements AutoCloseable {

  private static final Path ROOT =
      Path.of(System.getProperty("quillmesh.root", "..")).toAbsolutePath().normalize();

  /** The same at every run in this checkout, so that the leftovers of a killed run are found. */
  private static final String PROJECT =
      "quillmesh-end-to-end-" + Integer.toHexString(ROOT.toString().hashCode());

  private static final List<String> AS_DELIVERED = List.of("docker-compose.yml");
  private static final List<String> OF_THE_TESTS =
      List.of("docker-compose.yml", "end-to-end/src/test/compose.yml");

  /** The path in an image. */
  private static final String CACHE = "/app/app.aot";

  /** With the agents that are folders, so that everything in the file runs. */
  private final Map<String, String> environment =
      new HashMap<>(Map.of("QUILLMESH_TAG", PROJECT, "COMPOSE_PROFILES", "agents"));

  private final Docker docker = new Docker(environment);

  private Compose() {
    for (String port : List.of("", "_BROKER", "_REGISTRY", "_OFFLINE_MODEL")) {
      environment.put("MESH" + port + "_PORT", Integer.toString(freePort()));
    }
  }

  /** Builds the images from the existing jars, and starts everything. */
  static Compose up() {
    var compose = new Compose();
    compose.run("down", "--volumes", "--remove-orphans", "--timeout", "0");
    try {
      compose.run("up", "--build", "--wait", "--quiet-pull");
    } catch (IllegalStateException e) {
      String logs = compose.run("logs", "--no-color", "--tail", "30");
      compose.close();
      throw new IllegalStateException(e.getMessage() + logs, e);
    }
    return compose;
  }

  /**
   * Builds the images as they are delivered, and returns the size of each start-up cache in bytes.
   */
  static Map<String, Long> caches() {
    String tag = PROJECT + "-delivered";
    var docker = new Docker(Map.of("QUILLMESH_TAG", tag));
    List<String> images = new ArrayList<>();
    try {
      docker.run(command(AS_DELIVERED, "build", "--quiet"));
      docker
          .run(command(AS_DELIVERED, "config", "--images"))
          .lines()
          .filter(name -> name.endsWith(tag))
          .forEach(images::add);
      Map<String, Long> sizes = new TreeMap<>();
      for (String image : images) {
        if (image.contains("-service:") || image.contains("gateway:")) {
          String size =
              docker.run(
                  "run", "--rm", "--network=none", "--entrypoint=stat", image, "-c%s", CACHE);
          sizes.put(image, Long.parseLong(size.strip()));
        }
      }
      return sizes;
    } finally {
      if (!images.isEmpty()) {
        List<String> command = new ArrayList<>(List.of("image", "rm", "--force"));
        command.addAll(images);
        docker.run(command);
      }
    }
  }

  /** Compose's reading of the file with these additional environment variables. */
  static JsonNode config(Map<String, String> variables) {
    List<String> command = command("config", "--format", "json");
    return Json.parse(new Docker(variables).run(command)).path("services");
  }

  /** The address of the page and the API. */
  URI gateway() {
    return address("MESH_PORT");
  }

  /** The address of the offline model and its settings. */
  URI offlineModel() {
    return address("MESH_OFFLINE_MODEL_PORT");
  }

  /** The bootstrap address for Kafka clients. */
  String bootstrapServers() {
    return "localhost:" + environment.get("MESH_BROKER_PORT");
  }

  /** Starts or stops instances of a service, and returns when all running ones are ready. */
  void scale(String service, int instances) {
    run("up", "--wait", "--no-recreate", "--scale", service + "=" + instances);
  }

  /** Replaces containers by new ones, like an update. */
  void recreate(String... services) {
    List<String> arguments =
        new ArrayList<>(List.of("up", "--wait", "--no-deps", "--force-recreate"));
    arguments.addAll(List.of(services));
    run(arguments.toArray(String[]::new));
  }

  /** All containers, running or ended. */
  List<Container> containers() {
    return containers(List.of());
  }

  /** The running containers of a service. */
  List<Container> running(String service) {
    return containers(List.of(service)).stream().filter(Container::isRunning).toList();
  }

  private List<Container> containers(List<String> services) {
    List<String> command = command("ps", "--all", "--quiet");
    command.addAll(services);
    return docker.run(command).lines().map(id -> new Container(docker, id)).toList();
  }

  private URI address(String port) {
    return URI.create("http://localhost:" + environment.get(port));
  }

  private String run(String... arguments) {
    return docker.run(command(arguments));
  }

  private static List<String> command(String... arguments) {
    return command(OF_THE_TESTS, arguments);
  }

  private static List<String> command(List<String> files, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "compose",
                "--ansi=never",
                "--project-name=" + PROJECT,
                "--project-directory=" + ROOT,
                // Only the settings of the test.
                "--env-file=/dev/null"));
    files.forEach(file -> command.add("--file=" + ROOT.resolve(file)));
    command.addAll(List.of(arguments));
    return command;
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes everything: containers, networks, volumes and the built images. */
  @Override
  public void close() {
    Set<String> volumes = new TreeSet<>();
    Set<String> images = new TreeSet<>();
    containers().forEach(container -> volumes.addAll(container.volumes()));
    run("config", "--images").lines().filter(name -> name.endsWith(PROJECT)).forEach(images::add);
    run("down", "--volumes", "--remove-orphans", "--timeout", "10");
    // Compose loses unnamed volumes that a new container took over from an old one.
    remove("volume", volumes);
    remove("image", images);
  }

  private void remove(String what, Set<String> names) {
    List<String> command = new ArrayList<>(List.of(what, "rm", "--force"));
    command.addAll(names);
    if (!names.isEmpty()) {
      docker.run(command);
    }
  }
}
