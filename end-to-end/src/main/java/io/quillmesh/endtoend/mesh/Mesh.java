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
import org.jspecify.annotations.Nullable;

/**
 * A running mesh, seen only from outside: through its ports, its pid files and its logs. Processes
 * are named as {@code ./mesh status} names them: {@code broker}, {@code registry}, {@code
 * offline-model}, {@code intent-service}, ..., {@code gateway}.
 */
public final class Mesh implements AutoCloseable {

  /**
   * Leaves out settings that would lead the tests to a real model, or would give the mesh another
   * shape or other keys than after a restart.
   */
  private static final Predicate<String> OF_THIS_PROCESS =
      name ->
          !name.startsWith("MESH_")
              && !name.startsWith("OPENAI_")
              && !name.equals("SESSION_KEY")
              && !name.equals("SUBJECT_KEY");

  /** Two gateways, and no caches, because a mesh that is started once or twice needs none. */
  private static final String[] OPTIONS = {"--gateways", "2", "--no-caches"};

  static final Predicate<String> NOBODYS = Set.of("PATH", "HOME", "TMPDIR", "LANG")::contains;

  private final Path data;
  private @Nullable Supervisor supervisor;
  private boolean asDelivered;
  private Properties ports = new Properties();
  private OneAddress gateways;

  /**
   * @param supervisor null if somebody else has started it
   */
  private Mesh(Path data, @Nullable Supervisor supervisor, boolean asDelivered) throws IOException {
    this.data = data;
    this.supervisor = supervisor;
    this.asDelivered = asDelivered;
    this.gateways = findPorts();
  }

  /** Starts a mesh with new data, on free ports, with the settings of this process. */
  static Mesh start() throws IOException, InterruptedException {
    Path data = newData();
    return started(data, Supervisor.start(data, OF_THIS_PROCESS, OPTIONS), false);
  }

  /** Starts a mesh with new data, on free ports, with default settings, as it is delivered. */
  public static Mesh startAsDelivered() throws IOException, InterruptedException {
    Path data = newData();
    return started(data, Supervisor.start(data, NOBODYS, OPTIONS), true);
  }

  /**
   * Starts a mesh of one gateway with new data, on free ports, with default settings and these: for
   * a model of the test.
   */
  public static Mesh startWith(Map<String, String> settings)
      throws IOException, InterruptedException {
    Path data = newData();
    return started(data, Supervisor.start(data, NOBODYS, settings, List.of("--no-caches")), true);
  }

  /** The mesh that runs with its data in this folder. It keeps running when the tests end. */
  public static Mesh join(Path data) throws IOException {
    return new Mesh(data, null, true);
  }

  private static Mesh started(Path data, Supervisor supervisor, boolean asDelivered)
      throws IOException {
    try {
      return new Mesh(data, supervisor, asDelivered);
    } catch (IOException e) {
      supervisor.close();
      throw e;
    }
  }

  private static Path newData() throws IOException {
    return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "mesh-")
        .toAbsolutePath();
  }

  private OneAddress findPorts() throws IOException {
    ports = new Properties();
    try (var reader = Files.newBufferedReader(data.resolve("run/ports.properties"))) {
      ports.load(reader);
    }
    return OneAddress.before(gateways().stream().map(this::port).toList());
  }

  /** Whether it may be ended and started again, because only the tests use it. */
  public boolean isOfTheTests() {
    return supervisor != null;
  }

  /** Whether it runs with default settings. */
  public boolean isAsDelivered() {
    return asDelivered;
  }

  /**
   * Ends it and starts it again with its data and with default settings. It then has other ports.
   *
   * @throws IllegalStateException if it does not {@linkplain #isOfTheTests belong to the tests}
   */
  public void restartAsDelivered() throws IOException, InterruptedException {
    if (supervisor == null) {
      throw new IllegalStateException("Somebody else has started the mesh in " + data);
    }
    close();
    supervisor = Supervisor.start(data, NOBODYS, OPTIONS);
    asDelivered = true;
    gateways = findPorts();
  }

  /** The address of the page and the API, with all gateways behind it. */
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

  /** The address of the offline model and its settings. */
  public URI offlineModel() {
    return address("offline-model");
  }

  /** The bootstrap address for Kafka clients. */
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

  /** A process as it runs now. After a restart it is another one. Empty while it does not run. */
  public Optional<ProcessHandle> process(String name) throws IOException {
    Path file = data.resolve("run").resolve(name + ".pid");
    return Files.exists(file)
        ? ProcessHandle.of(Long.parseLong(Files.readString(file).strip()))
            .filter(ProcessHandle::isAlive)
        : Optional.empty();
  }

  /** Every running process by its name, also the supervisor. */
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

  /** Whether there is a process of this name. Without an offline model there is a real one. */
  public boolean has(String process) {
    return ports.containsKey(process);
  }

  /** The log of a process. */
  public Path log(String process) {
    return data.resolve("logs").resolve(process + ".log");
  }

  /** The folder with all of its data. */
  public Path data() {
    return data;
  }

  /** {@code ./mesh} for this mesh, with these arguments and its settings, ready to be started. */
  public ProcessBuilder tool(String... arguments) throws IOException {
    return tool(data, asDelivered ? NOBODYS : OF_THIS_PROCESS, arguments);
  }

  /** {@code ./mesh} for the data in a folder, with default settings, ready to be started. */
  public static ProcessBuilder toolAsDelivered(Path data, String... arguments) throws IOException {
    return tool(data, NOBODYS, arguments);
  }

  private static ProcessBuilder tool(Path data, Predicate<String> settings, String... arguments)
      throws IOException {
    var builder = new ProcessBuilder(Supervisor.command(arguments)).redirectErrorStream(true);
    builder.environment().keySet().removeIf(settings.negate());
    builder.environment().put("MESH_DATA", data.toString());
    return builder;
  }

  /** Ends it, unless somebody else started it. */
  @Override
  public void close() throws IOException {
    gateways.close();
    if (supervisor != null) {
      supervisor.close();
    }
  }
}
