package io.quillmesh.localmesh.config;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads {@link Options} from the command line and the environment. It does without picocli's
 * annotations: each part has an option for its port, and reflection would make each start slower.
 */
final class OptionsParser {

  private static final int MAX_PORT = 65535;

  /** With this many, their default ports, 8082 to 8089, collide with no other part's. */
  private static final int MAX_GATEWAYS = 9;

  private static final String TUNED = "--tuned";
  private static final Set<String> ON = Set.of("1", "true", "yes");
  private static final Set<String> OFF = Set.of("", "0", "false", "no");

  private final Map<String, String> environment;
  private final CommandSpec spec = CommandSpec.create();

  OptionsParser(Map<String, String> environment) {
    this.environment = environment;
    add("--data", "MESH_DATA", Path.class, Path::of);
    add("--partitions", "MESH_PARTITIONS", Integer.class, number(1, Integer.MAX_VALUE));
    add("--gateways", "MESH_GATEWAYS", Integer.class, number(1, MAX_GATEWAYS));
    add("--jvm-flags", "MESH_JVM_FLAGS", String.class, text -> text);
    for (Part part : Part.values()) {
      add(part.portOption(), part.portVariable(), Integer.class, number(1, MAX_PORT));
    }
    for (String flag : List.of("--no-caches", "--random-ports", "--watch", TUNED)) {
      spec.addOption(OptionSpec.builder(flag).arity("0").type(boolean.class).build());
    }
    spec.addOption(
        OptionSpec.builder("--without")
            .paramLabel("PROCESS")
            .arity("1")
            .type(Set.class)
            .auxiliaryTypes(Part.class)
            .converters(OptionsParser::part)
            .build());
    spec.addOption(
        OptionSpec.builder("--agent")
            .paramLabel("DIR")
            .arity("1")
            .type(List.class)
            .auxiliaryTypes(Path.class)
            .build());
  }

  Options parse(List<String> arguments, Checkout checkout) {
    ParseResult given = given(arguments);
    boolean random = given.hasMatchedOption("--random-ports");
    Map<Part, Integer> ports = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      boolean free = random && !given.hasMatchedOption(part.portOption());
      ports.put(part, free ? FreePorts.next() : value(part.portOption(), part.defaultPort()));
    }
    // In CI nobody starts the mesh again.
    boolean isCi = "true".equals(environment.get("CI"));
    int partitions = value("--partitions", 0);
    return new Options(
        value("--data", checkout.root().resolve(".mesh")).toAbsolutePath().normalize(),
        ports,
        furtherGateways(
            value("--gateways", 1),
            random,
            ports.getOrDefault(Part.GATEWAY, Part.GATEWAY.defaultPort())),
        partitions == 0 ? OptionalInt.empty() : OptionalInt.of(partitions),
        value("--without", Set.of()),
        !isCi && !given.hasMatchedOption("--no-caches"),
        words(value("--jvm-flags", "")),
        agents(given.hasMatchedOption("--watch")),
        given.hasMatchedOption(TUNED) || isOn("MESH_TUNED"));
  }

  private boolean isOn(String variable) {
    String value = environment.getOrDefault(variable, "").strip().toLowerCase(Locale.ROOT);
    if (!OFF.contains(value) && !ON.contains(value)) {
      throw new MeshException(variable + " must be 1 or empty, not " + value + ".");
    }
    return ON.contains(value);
  }

  private AgentFolders agents(boolean watch) {
    List<Path> folders =
        value(
            "--agent",
            Arrays.stream(environment.getOrDefault("MESH_AGENTS", "").split(","))
                .map(String::strip)
                .filter(folder -> !folder.isEmpty())
                .map(Path::of)
                .toList());
    if (watch && folders.isEmpty()) {
      throw new MeshException(
          "--watch is for agents that are folders: name them with --agent DIR or MESH_AGENTS.");
    }
    return new AgentFolders(folders, watch);
  }

  private ParseResult given(List<String> arguments) {
    try {
      return new CommandLine(spec)
          .setOverwrittenOptionsAllowed(true)
          .setExpandAtFiles(false)
          .setInterpolateVariables(false)
          .parseArgs(arguments.toArray(String[]::new));
    } catch (ParameterException e) {
      throw new MeshException(e.getMessage() + source(e, arguments) + "; see ./mesh help.", e);
    }
  }

  /** The environment variable, if the wrong value comes from there. */
  private static String source(ParameterException e, List<String> arguments) {
    return e.getArgSpec() instanceof OptionSpec option
            && arguments.stream().noneMatch(it -> it.startsWith(option.longestName()))
        ? ", as " + option.paramLabel() + " says"
        : "";
  }

  /** For 8080 they are 8082, 8083 and so on, because 8081 is the registry's. */
  private static List<Integer> furtherGateways(int gateways, boolean random, int first) {
    return IntStream.rangeClosed(2, gateways)
        .mapToObj(number -> random ? FreePorts.next() : first + number)
        .toList();
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }

  private <T> T value(String option, T absent) {
    @Nullable T value = spec.findOption(option).getValue();
    return value == null ? absent : value;
  }

  /** An option whose default is the value of an environment variable, unless that is blank. */
  private <T> void add(String name, String variable, Class<T> type, ITypeConverter<T> converter) {
    String value = environment.getOrDefault(variable, "").strip();
    spec.addOption(
        OptionSpec.builder(name)
            .paramLabel(variable)
            .arity("1")
            .type(type)
            .converters(converter)
            .defaultValue(value.isEmpty() ? null : value)
            .build());
  }

  private static ITypeConverter<Integer> number(int least, int most) {
    return text -> {
      try {
        int number = Integer.parseInt(text.strip());
        if (number >= least && number <= most) {
          return number;
        }
      } catch (NumberFormatException e) {
        // Reported below.
      }
      throw new TypeConversionException(
          "it must be a number from %d to %d, not %s".formatted(least, most, text));
    };
  }

  private static Part part(String name) {
    List<Part> all = List.of(Part.values());
    return all.stream()
        .filter(part -> part.processName().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new TypeConversionException(
                "there is no process %s, only %s"
                    .formatted(
                        name,
                        all.stream().map(Part::processName).collect(Collectors.joining(", ")))));
  }
}
