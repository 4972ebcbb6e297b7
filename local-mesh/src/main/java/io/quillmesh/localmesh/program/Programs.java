package io.quillmesh.localmesh.program;

import io.quillmesh.localmesh.config.Checkout;
import io.quillmesh.localmesh.config.DataFolder;
import io.quillmesh.localmesh.config.Instance;
import io.quillmesh.localmesh.config.MeshException;
import io.quillmesh.localmesh.config.ModelSettings;
import io.quillmesh.localmesh.config.Options;
import io.quillmesh.localmesh.config.Part;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Knows how each part of the mesh is run. */
public final class Programs {

  private static final String DRAIN = "3s";

  /**
   * A running fetch does not ask for partitions that its consumer is assigned meanwhile. With one
   * instance of each agent that happens only after a crash. A record ends a fetch at once.
   */
  private static final Duration FETCH_WAIT = Duration.ofSeconds(5);

  /**
   * Shorter: a gateway restores one partition after the other when it starts again, and each waits
   * for the fetch that was begun without it. So does its end.
   */
  private static final Duration GATEWAY_FETCH_WAIT = Duration.ofSeconds(1);

  /**
   * Longer than a gateway's default: a single gateway need not learn quickly that another one
   * joins.
   */
  private static final Duration GATEWAY_HEARTBEAT = Duration.ofSeconds(2);

  private static final Duration POLL = Duration.ofMillis(100);

  private final Checkout checkout;
  private final DataFolder data;
  private final Options options;
  private final ModelSettings model;
  private final Map<String, String> keys;

  public Programs(
      Checkout checkout,
      DataFolder data,
      Options options,
      ModelSettings model,
      Map<String, String> keys) {
    this.checkout = checkout;
    this.data = data;
    this.options = options;
    this.model = model;
    this.keys = keys;
  }

  /**
   * All processes that are run. The offline model is left out when there is a real one, the agent
   * host when there are only built-in agents, and the tuned model when it is not asked for.
   */
  public List<Instance> instances() {
    return Arrays.stream(Part.values())
        .filter(part -> part != Part.OFFLINE_MODEL || model.isOffline())
        .filter(part -> part != Part.AGENT_HOST || !options.agents().isEmpty())
        .filter(part -> part != Part.TUNED_MODEL || options.tuned())
        .filter(part -> !options.without().contains(part))
        .flatMap(part -> options.instances(part).stream())
        .toList();
  }

  /** The program, under its part's name because all instances share a cache. */
  public Program of(Instance instance) throws IOException {
    int port = options.port(instance);
    Program program =
        switch (instance.part()) {
          case BROKER -> BrokerProgram.create(checkout, data.broker(), port);
          case REGISTRY -> RegistryProgram.create(checkout, data.registry(), port);
          default -> service(instance, port);
        };
    return program.withJvmFlags(options.jvmFlags());
  }

  private Program service(Instance instance, int port) {
    Part part = instance.part();
    var jar = new ServiceJar(checkout.jar(part.processName()));
    return new Program(
        part.processName(),
        jvmFlags(part),
        List.of(jar.path()),
        checkout.childJar(),
        jar.mainClass(),
        part == Part.AGENT_HOST ? options.agents().runArguments() : List.of(),
        environment(instance, port),
        part.niceness());
  }

  /**
   * Looks for mistakes in the agents' folders. The agent host prints them to this terminal.
   *
   * @throws MeshException if there are any
   */
  public void checkAgents() throws IOException, InterruptedException {
    if (options.agents().isEmpty() || options.without().contains(Part.AGENT_HOST)) {
      return;
    }
    var host = new Tool(checkout.jar(Part.AGENT_HOST.processName()));
    if (host.run(options.agents().checkArguments(), Map.of()) != 0) {
      throw new MeshException(
          "These agents cannot run, and nothing was started: put right what is said above.");
    }
  }

  /** Whether the part is ready for work. */
  public static boolean isReady(Part part, int port) {
    return switch (part) {
      case BROKER -> BrokerProgram.answers(port);
      case REGISTRY -> Health.isReady(RegistryProgram.health(RegistryProgram.url(port)));
      default ->
          Health.isReady(URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness"));
    };
  }

  /**
   * Returns when a part that was started is ready.
   *
   * @param log what it prints
   * @throws MeshException if it ends instead, or takes longer
   */
  public static void awaitReady(
      Part part, int port, RunningProgram started, Path log, Duration patience)
      throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!isReady(part, port)) {
      if (!started.isAlive() || System.nanoTime() > deadline) {
        throw new MeshException(
            "The %s did not get ready. %s".formatted(part.processName(), LogTail.of(log, 15)));
      }
      Thread.sleep(POLL);
    }
  }

  private static List<String> jvmFlags(Part part) {
    List<String> flags = new ArrayList<>(part.jvmFlags());
    flags.add("-XX:+ExitOnOutOfMemoryError");
    flags.add("--enable-native-access=ALL-UNNAMED");
    flags.add("--sun-misc-unsafe-memory-access=allow");
    return flags;
  }

  private Map<String, String> environment(Instance instance, int port) {
    Part part = instance.part();
    Map<String, String> environment = new HashMap<>();
    environment.put("SERVER_PORT", Integer.toString(port));
    environment.put("SERVER_ADDRESS", "127.0.0.1");
    if (part == Part.OFFLINE_MODEL) {
      return environment;
    }
    if (part == Part.TUNED_MODEL) {
      environment.put("SHUTDOWN_TIMEOUT", DRAIN);
      environment.putAll(TunedModelProgram.environment(checkout, model));
      return environment;
    }
    environment.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + options.port(Part.BROKER));
    environment.put("SCHEMA_REGISTRY_URL", RegistryProgram.url(options.port(Part.REGISTRY)));
    // Ctrl-C must end within seconds. A turn that is cut short continues at the next start.
    environment.put("DRAIN_TIMEOUT", DRAIN);
    environment.put("SHUTDOWN_TIMEOUT", DRAIN);
    environment.put("STATE_DIR", data.state(instance).toString());
    if (part == Part.GATEWAY) {
      environment.putAll(keys);
      environment.put("ADVERTISED_URL", "http://127.0.0.1:" + port);
      // The variable may be set for a gateway elsewhere. The tools of this mesh expect no path.
      environment.put("CONTEXT_PATH", "");
      if (options.instances(Part.GATEWAY).size() == 1) {
        environment.put(
            "SPRING_KAFKA_STREAMS_PROPERTIES_FETCH_MAX_WAIT_MS",
            String.valueOf(GATEWAY_FETCH_WAIT.toMillis()));
        environment.put(
            "SPRING_KAFKA_STREAMS_PROPERTIES_MAIN_CONSUMER_HEARTBEAT_INTERVAL_MS",
            String.valueOf(GATEWAY_HEARTBEAT.toMillis()));
      }
    } else {
      environment.putAll(model.environment());
      environment.put("SPRING_KAFKA_CONSUMER_FETCH_MAX_WAIT", FETCH_WAIT.toString());
      if (part == Part.INTENT && options.tuned()) {
        environment.put(
            "INTENT_BASE_URL", TunedModelProgram.intentUrl(options.port(Part.TUNED_MODEL)));
      }
    }
    return environment;
  }
}
