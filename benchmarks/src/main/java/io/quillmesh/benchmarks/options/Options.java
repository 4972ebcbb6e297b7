package io.quillmesh.benchmarks.options;

import io.quillmesh.benchmarks.load.ModelPace;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What to measure, and where.
 *
 * @param data of the running mesh; empty when only a gateway's address is known
 * @param url of the gateway; empty for the mesh's own
 * @param modelUrl of the offline model; empty for the mesh's own
 * @param modes what is measured; empty for all that can be
 * @param conversations how many at once; empty for each mode's own numbers
 * @param turns of each conversation; empty for each mode's own number
 * @param warmUp how many turns come first and do not count
 * @param pace how the offline model answers
 * @param patience how long a turn may take before it is lost
 */
public record Options(
    Optional<Path> data,
    Optional<URI> url,
    Optional<URI> modelUrl,
    Set<Mode> modes,
    List<Integer> conversations,
    Optional<Integer> turns,
    int warmUp,
    ModelPace pace,
    Duration patience) {

  /**
   * Reads the command line. What it does not say has a default.
   *
   * @throws WrongUsageException if an option or a value makes no sense
   */
  public static Options parse(List<String> arguments, Map<String, String> environment) {
    return OptionsParser.parse(arguments, environment);
  }
}
