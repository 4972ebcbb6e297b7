package io.quillmesh.localmesh;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the mesh is to run.
 *
 * @param data where all data is
 * @param ports of every part
 * @param partitions of every topic
 * @param without parts that are not started, for they run elsewhere, in an IDE say
 * @param caches whether to make AOT caches that are missing
 */
record Options(
    Path data, Map<Part, Integer> ports, int partitions, Set<Part> without, boolean caches) {

  private static final int DEFAULT_PARTITIONS = 12;
  private static final int MAX_PORT = 65535;

  Options {
    ports = Map.copyOf(ports);
    without = Set.copyOf(without);
  }

  int port(Part part) {
    return ports.getOrDefault(part, part.defaultPort());
  }

  /**
   * Reads the command line; what it does not say comes from the environment.
   *
   * @throws MeshException if an option or a value makes no sense
   */
  static Options parse(
      Iterable<String> arguments, Map<String, String> environment, Checkout checkout) {
    Path data = Path.of(environment.getOrDefault("MESH_DATA", checkout.root() + "/.mesh"));
    int partitions =
        number("MESH_PARTITIONS", environment.get("MESH_PARTITIONS"), DEFAULT_PARTITIONS);
    boolean caches = false;
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
        case "--partitions" -> partitions = number(option, value(option, rest), DEFAULT_PARTITIONS);
        case "--without" -> without.add(part(value(option, rest)));
        case "--make-caches" -> caches = true;
        case "--no-caches" -> caches = false;
        case "--random-ports" -> ports.putAll(randomPorts());
        default -> throw new MeshException("Unknown option " + option + "; see ./mesh help.");
      }
    }
    if (partitions < 1) {
      throw new MeshException("There must be at least one partition, not " + partitions + ".");
    }
    return new Options(data.toAbsolutePath().normalize(), ports, partitions, without, caches);
  }

  static Map<Part, Integer> randomPorts() {
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

  private static int port(String name, @Nullable String text, int absent) {
    int port = number(name, text, absent);
    if (port < 1 || port > MAX_PORT) {
      throw new MeshException(name + " must be a port from 1 to 65535, not " + text + ".");
    }
    return port;
  }

  private static int number(String name, @Nullable String text, int absent) {
    try {
      return text == null || text.isBlank() ? absent : Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw new MeshException(name + " must be a number, not " + text + ".", e);
    }
  }
}
