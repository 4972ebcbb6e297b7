package io.quillmesh.benchmarks;

import io.quillmesh.benchmarks.load.ModelPace;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

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
record Options(
    Optional<Path> data,
    Optional<URI> url,
    Optional<URI> modelUrl,
    Set<Mode> modes,
    List<Integer> conversations,
    Optional<Integer> turns,
    int warmUp,
    ModelPace pace,
    Duration patience) {

  private static final int MOST = 1_000_000;

  /**
   * Reads the command line; what it does not say has a default.
   *
   * @throws WrongUsageException if an option or a value makes no sense
   */
  static Options parse(Iterable<String> arguments, Map<String, String> environment) {
    Optional<Path> data = Optional.empty();
    Optional<URI> url = Optional.empty();
    Optional<URI> modelUrl = Optional.empty();
    Set<Mode> modes = new TreeSet<>();
    List<Integer> conversations = List.of();
    Optional<Integer> turns = Optional.empty();
    int warmUp = 500;
    int firstToken = 300;
    int token = 10;
    int article = 300;
    int reply = 60;
    int json = 30;
    int patience = 120;
    for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
      String option = rest.next();
      switch (option) {
        case "--data" -> data = Optional.of(Path.of(value(option, rest)));
        case "--url" -> url = Optional.of(address(option, value(option, rest)));
        case "--model-url" -> modelUrl = Optional.of(address(option, value(option, rest)));
        case "--mode" -> modes.add(Mode.of(value(option, rest)));
        case "--conversations" -> conversations = numbers(option, value(option, rest));
        case "--turns" -> turns = Optional.of(number(option, value(option, rest), 1));
        case "--warm-up" -> warmUp = number(option, value(option, rest), 0);
        case "--first-token" -> firstToken = number(option, value(option, rest), 0);
        case "--token" -> token = number(option, value(option, rest), 0);
        case "--article-tokens" -> article = number(option, value(option, rest), 1);
        case "--reply-tokens" -> reply = number(option, value(option, rest), 1);
        case "--json-tokens" -> json = number(option, value(option, rest), 1);
        case "--patience" -> patience = number(option, value(option, rest), 1);
        default -> throw new WrongUsageException("Unknown option " + option + "; see ./mesh help.");
      }
    }
    if (data.isEmpty() && url.isEmpty()) {
      data = Optional.of(Path.of(environment.getOrDefault("MESH_DATA", defaultData())));
    }
    var pace =
        new ModelPace(
            Duration.ofMillis(firstToken),
            Duration.ofMillis(token),
            article,
            reply,
            json,
            ModelPace.Faults.NONE);
    return new Options(
        data,
        url,
        modelUrl,
        modes,
        conversations,
        turns,
        warmUp,
        pace,
        Duration.ofSeconds(patience));
  }

  private static String defaultData() {
    return System.getProperty("quillmesh.root", "..") + "/.mesh";
  }

  private static String value(String option, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new WrongUsageException(option + " needs a value; see ./mesh help.");
    }
    return rest.next();
  }

  private static URI address(String option, String text) {
    if (!text.matches("http://[^/]+(:\\d+)?/?")) {
      throw new WrongUsageException(
          "%s must be an address such as http://localhost:8080, not %s.".formatted(option, text));
    }
    return URI.create(text);
  }

  private static List<Integer> numbers(String option, String text) {
    return Stream.of(text.split(",", -1)).map(each -> number(option, each, 1)).toList();
  }

  private static int number(String option, String text, int least) {
    try {
      int number = Integer.parseInt(text.strip());
      if (number >= least && number <= MOST) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new WrongUsageException(
        "%s must be a number from %d to %d, not %s.".formatted(option, least, MOST, text));
  }
}
