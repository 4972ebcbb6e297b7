package io.quillmesh.localmesh.config;

import io.quillmesh.schemas.Provisioning;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How the mesh is to run.
 *
 * @param data the folder with all data
 * @param ports of every part
 * @param partitions of every topic; if empty, as many as they already have, or {@link
 *     Provisioning.Settings#USUAL_PARTITIONS}
 * @param furtherGateways the ports of the second gateway and those after it
 * @param without parts that are not started because they run elsewhere, such as in an IDE
 * @param caches whether to make AOT caches that are missing, once the mesh is ready
 * @param jvmFlags for every JVM of the mesh, after its own
 */
public record Options(
    Path data,
    Map<Part, Integer> ports,
    List<Integer> furtherGateways,
    OptionalInt partitions,
    Set<Part> without,
    boolean caches,
    List<String> jvmFlags) {

  private static final int MAX_PORT = 65535;

  /** With this many, their default ports, 8082 to 8089, collide with no other part's. */
  private static final int MAX_GATEWAYS = 9;

  public Options {
    ports = Map.copyOf(ports);
    furtherGateways = List.copyOf(furtherGateways);
    without = Set.copyOf(without);
    jvmFlags = List.copyOf(jvmFlags);
  }

  public int port(Part part) {
    return ports.getOrDefault(part, part.defaultPort());
  }

  public int port(Instance instance) {
    return instance.number() == 1
        ? port(instance.part())
        : furtherGateways.get(instance.number() - 2);
  }

  /** The processes that a part is run as. */
  public List<Instance> instances(Part part) {
    int count = part == Part.GATEWAY ? 1 + furtherGateways.size() : 1;
    return IntStream.rangeClosed(1, count).mapToObj(it -> new Instance(part, it)).toList();
  }

  /**
   * Reads the command line. What it does not say comes from the environment.
   *
   * @throws MeshException if an option or a value makes no sense
   */
  public static Options parse(
      Iterable<String> arguments, Map<String, String> environment, Checkout checkout) {
    Path data = Path.of(environment.getOrDefault("MESH_DATA", checkout.root() + "/.mesh"));
    OptionalInt partitions = number("MESH_PARTITIONS", environment.get("MESH_PARTITIONS"));
    int gateways = number("MESH_GATEWAYS", environment.get("MESH_GATEWAYS")).orElse(1);
    String jvmFlags = environment.getOrDefault("MESH_JVM_FLAGS", "");
    // In CI nobody starts the mesh again.
    boolean caches = !"true".equals(environment.get("CI"));
    boolean random = false;
    Set<Part> without = EnumSet.noneOf(Part.class);
    Map<Part, Integer> ports = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      String variable = part.portVariable();
      ports.put(part, port(variable, environment.get(variable), part.defaultPort()));
    }
    for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
      String option = rest.next();
      Optional<Part> part = partWithPortOption(option);
      if (part.isPresent()) {
        ports.put(part.get(), port(option, value(option, rest), part.get().defaultPort()));
        continue;
      }
      switch (option) {
        case "--data" -> data = Path.of(value(option, rest));
        case "--partitions" -> partitions = number(option, value(option, rest));
        case "--gateways" -> gateways = number(option, value(option, rest)).orElse(1);
        case "--jvm-flags" -> jvmFlags = value(option, rest);
        case "--without" -> without.add(part(value(option, rest)));
        case "--no-caches" -> caches = false;
        case "--random-ports" -> {
          random = true;
          ports.putAll(randomPorts());
        }
        default -> throw new MeshException("Unknown option " + option + "; see ./mesh help.");
      }
    }
    if (partitions.orElse(1) < 1) {
      throw new MeshException(
          "There must be at least one partition, not " + partitions.getAsInt() + ".");
    }
    if (gateways < 1 || gateways > MAX_GATEWAYS) {
      throw new MeshException(
          "There can be 1 to %d gateways, not %d.".formatted(MAX_GATEWAYS, gateways));
    }
    return new Options(
        data.toAbsolutePath().normalize(),
        ports,
        furtherGateways(
            gateways, random, ports.getOrDefault(Part.GATEWAY, Part.GATEWAY.defaultPort())),
        partitions,
        without,
        caches,
        words(jvmFlags));
  }

  /** For 8080 they are 8082, 8083 and so on, because 8081 is the registry's. */
  private static List<Integer> furtherGateways(int gateways, boolean random, int first) {
    return IntStream.rangeClosed(2, gateways)
        .mapToObj(number -> random ? FreePorts.next() : first + number)
        .toList();
  }

  public static Map<Part, Integer> randomPorts() {
    Map<Part, Integer> ports = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      ports.put(part, FreePorts.next());
    }
    return ports;
  }

  private static Optional<Part> partWithPortOption(String option) {
    return Arrays.stream(Part.values())
        .filter(part -> part.portOption().equals(option))
        .findFirst();
  }

  private static Part part(String name) {
    return Arrays.stream(Part.values())
        .filter(part -> part.processName().equals(name))
        .findFirst()
        .orElseThrow(() -> new MeshException("There is no process " + name + "; see ./mesh help."));
  }

  private static String value(String option, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new MeshException(option + " needs a value; see ./mesh help.");
    }
    return rest.next();
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }

  private static int port(String name, @Nullable String text, int absent) {
    int port = number(name, text).orElse(absent);
    if (port < 1 || port > MAX_PORT) {
      throw new MeshException(name + " must be a port from 1 to 65535, not " + text + ".");
    }
    return port;
  }

  private static OptionalInt number(String name, @Nullable String text) {
    try {
      return text == null || text.isBlank()
          ? OptionalInt.empty()
          : OptionalInt.of(Integer.parseInt(text.strip()));
    } catch (NumberFormatException e) {
      throw new MeshException(name + " must be a number, not " + text + ".", e);
    }
  }
}
