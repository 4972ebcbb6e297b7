package io.quillmesh.endtoend.mesh;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A running mesh, known only from outside: by its ports, its pid files and its logs. Processes are
 * named as {@code ./mesh status} names them: {@code broker}, {@code registry}, {@code
 * offline-model}, {@code intent-service}, ..., {@code gateway}.
 */
public final class Mesh implements AutoCloseable {

  private final Path data;
  private final Properties ports;
  private final AutoCloseable supervisor;
  private final OneAddress gateways;

  private Mesh(Path data, AutoCloseable supervisor) throws IOException {
    this.data = data;
    this.supervisor = supervisor;
    this.ports = new Properties();
    try (var reader = Files.newBufferedReader(data.resolve("run/ports.properties"))) {
      ports.load(reader);
    }
    this.gateways = OneAddress.before(gateways().stream().map(this::port).toList());
  }

  /** Starts a mesh of its own, with new data, on free ports. */
  static Mesh start() throws IOException, InterruptedException {
    // Without what would lead these tests to a real model, or give the mesh another shape.
    return start(newData(), name -> !name.startsWith("MESH_") && !name.startsWith("OPENAI_"));
  }

  /** Starts a mesh of its own with nobody's settings, as it is delivered. */
  public static Mesh startAsDelivered() throws IOException, InterruptedException {
    return startAsDelivered(newData());
  }

  /** Starts a mesh as it is delivered, with the data in this folder. */
  public static Mesh startAsDelivered(Path data) throws IOException, InterruptedException {
    return start(data, Set.of("PATH", "HOME", "TMPDIR", "LANG")::contains);
  }

  private static Mesh start(Path data, Predicate<String> settings)
      throws IOException, InterruptedException {
    Supervisor supervisor = Supervisor.start(data.toAbsolutePath(), settings);
    try {
      return new Mesh(data, supervisor);
    } catch (IOException e) {
      supervisor.close();
      throw e;
    }
  }

  private static Path newData() throws IOException {
    return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "mesh-");
  }

  /** The mesh that runs with its data in this folder; it goes on when the tests end. */
  public static Mesh join(Path data) throws IOException {
    return new Mesh(data, () -> {});
  }

  /** Where the page and the API are: one address, with all gateways behind it. */
  public URI gateway() {
    return gateways.uri();
  }

  /** The gateways' names. */
  public List<String> gateways() {
    return ports.stringPropertyNames().stream()
        .filter(name -> name.startsWith("gateway"))
        .sorted()
        .toList();
  }

  /** The names of all agents and gateways. */
  public List<String> services() {
    return ports.stringPropertyNames().stream()
        .filter(name -> name.startsWith("gateway") || name.endsWith("-service"))
        .sorted()
        .toList();
  }

  /** Where the offline model and its settings are. */
  public URI offlineModel() {
    return address("offline-model");
  }

  /** For Kafka clients. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port("broker");
  }

  /** The registry's Confluent API. */
  public String registryUrl() {
    return address("registry") + "/apis/ccompat/v7";
  }

  /** A process's address on this machine. */
  public URI address(String process) {
    return URI.create("http://localhost:" + port(process));
  }

  /** A process's port. */
  public int port(String process) {
    String port = ports.getProperty(process);
    if (port == null) {
      throw new IllegalArgumentException("No process " + process + " in " + ports.keySet());
    }
    return Integer.parseInt(port);
  }

  /** A process as it runs now; after a restart it is another one. Empty while it does not run. */
  public Optional<ProcessHandle> process(String name) throws IOException {
    Path file = data.resolve("run").resolve(name + ".pid");
    return Files.exists(file)
        ? ProcessHandle.of(Long.parseLong(Files.readString(file).strip()))
            .filter(ProcessHandle::isAlive)
        : Optional.empty();
  }

  /** Every process that runs now, by its name, and the supervisor of them all. */
  public Map<String, ProcessHandle> processes() throws IOException {
    Map<String, ProcessHandle> running = new TreeMap<>();
    try (var files = Files.newDirectoryStream(data.resolve("run"), "*.pid")) {
      for (Path file : files) {
        String name = file.getFileName().toString().replace(".pid", "");
        process(name).ifPresent(process -> running.put(name, process));
      }
    }
    running.values().stream()
        .findFirst()
        .flatMap(ProcessHandle::parent)
        .ifPresent(parent -> running.put("supervisor", parent));
    return running;
  }

  /** Whether there is a process of this name; without an offline model there is a real one. */
  public boolean has(String process) {
    return ports.containsKey(process);
  }

  /** What a process has logged. */
  public Path log(String process) {
    return data.resolve("logs").resolve(process + ".log");
  }

  /** The folder with all of its data. */
  public Path data() {
    return data;
  }

  /** Ends it, unless it ran before. */
  @Override
  public void close() throws Exception {
    gateways.close();
    supervisor.close();
  }
}
