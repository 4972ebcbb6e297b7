package io.quillmesh.localmesh.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The processes of the mesh, in the order in which they start; they stop in the reverse order. */
public enum Part {
  BROKER("broker", 9092, 256),
  REGISTRY("registry", 8081, 128),
  OFFLINE_MODEL("offline-model", 8090, 96),
  INTENT("intent-service", 8101, 160),
  CONTEXT("context-service", 8102, 160),
  GENERATOR("generator-service", 8103, 192),
  REPLY("reply-service", 8104, 192),
  PHASE("phase-service", 8105, 160),
  /** Runs agents that are folders. It is only started if there are any. */
  AGENT_HOST("agent-host", 8106, 192),
  /**
   * Answers intents with a small model of one's own. It is only started if that is asked for. Its
   * weights are mapped and not in the heap.
   */
  TUNED_MODEL("tuned-model", 8107, 48),
  GATEWAY("gateway", 8080, 320);

  private final String processName;
  private final int defaultPort;
  private final int heapMegabytes;

  Part(String processName, int defaultPort, int heapMegabytes) {
    this.processName = processName;
    this.defaultPort = defaultPort;
    this.heapMegabytes = heapMegabytes;
  }

  /** The name of the process, its module, its log and its pid file. */
  public String processName() {
    return processName;
  }

  public int defaultPort() {
    return defaultPort;
  }

  public int heapMegabytes() {
    return heapMegabytes;
  }

  /**
   * Flags for the JVM. By default it begins with a heap of a few megabytes and a third of that for
   * new objects, and would pause for a collection several times a second. The unused part of a
   * larger heap costs nothing.
   *
   * <p>The second compiler pays off after some ten thousand turns. Until then it keeps two cores
   * from their work, because there are nine of these processes. {@code docs/performance.md} says
   * when to switch it on.
   */
  public List<String> jvmFlags() {
    List<String> flags = new ArrayList<>(compilerFlags());
    flags.addAll(
        List.of(
            "-Xmx" + heapMegabytes + "m",
            "-Xms" + heapMegabytes / 2 + "m",
            "-Xmn" + heapMegabytes / 4 + "m",
            "-XX:+UseSerialGC",
            // By default each JVM looks for unused locks four times a second, and for other
            // things to clean up once a second. With nine JVMs, every ten seconds is enough.
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:AsyncDeflationInterval=10000",
            "-XX:ServiceThreadCleanupInterval=10000"));
    return List.copyOf(flags);
  }

  /**
   * Vectors are several hundred times slower with the first compiler alone. What the second one
   * needed is given back: it is a fifth of that process's memory.
   */
  private List<String> compilerFlags() {
    return this == TUNED_MODEL
        ? List.of("--add-modules", "jdk.incubator.vector", "-XX:TrimNativeHeapInterval=10000")
        : List.of("-XX:TieredStopAtLevel=1");
  }

  /** Whether a mesh has it only when that is asked for. */
  public boolean isOptional() {
    return this == AGENT_HOST || this == TUNED_MODEL;
  }

  /**
   * The priority, as {@code nice(1)} counts. A person waits for the article and the reply. The
   * results of these two agents are needed only when the article ends, so they come last when many
   * turns begin together and the processors are busy.
   */
  public int niceness() {
    return this == CONTEXT || this == PHASE ? 10 : 0;
  }

  /**
   * Whether it starts before the services: broker and registry, because the provisioning step needs
   * them, and the model, because it needs nothing.
   */
  public boolean isInfrastructure() {
    return compareTo(OFFLINE_MODEL) <= 0;
  }

  /** The agents that every mesh has, a process each. */
  public static List<Part> builtInAgents() {
    return services().stream().filter(part -> !part.isOptional() && part != GATEWAY).toList();
  }

  public static List<Part> services() {
    return Arrays.stream(values()).filter(part -> !part.isInfrastructure()).toList();
  }

  /** The option that sets its port. */
  public String portOption() {
    return this == GATEWAY ? "--port" : "--" + processName + "-port";
  }

  /** The environment variable that sets its port. */
  public String portVariable() {
    return this == GATEWAY
        ? "MESH_PORT"
        : "MESH_" + processName.replace('-', '_').toUpperCase(Locale.ROOT) + "_PORT";
  }
}
