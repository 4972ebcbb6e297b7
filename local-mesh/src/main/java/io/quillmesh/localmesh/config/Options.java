package io.quillmesh.localmesh.config;

import io.quillmesh.schemas.provisioning.Provisioning;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

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
 * @param agents that are added to the built-in ones
 * @param tuned whether a small model of one's own answers the intents that it is sure of
 */
public record Options(
    Path data,
    Map<Part, Integer> ports,
    List<Integer> furtherGateways,
    OptionalInt partitions,
    Set<Part> without,
    boolean caches,
    List<String> jvmFlags,
    AgentFolders agents,
    boolean tuned) {

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
      List<String> arguments, Map<String, String> environment, Checkout checkout) {
    return new OptionsParser(environment).parse(arguments, checkout);
  }

  /** A free port for each part. */
  public static Map<Part, Integer> randomPorts() {
    Map<Part, Integer> ports = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      ports.put(part, FreePorts.next());
    }
    return ports;
  }
}
