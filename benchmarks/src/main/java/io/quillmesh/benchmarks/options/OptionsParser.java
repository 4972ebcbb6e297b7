package io.quillmesh.benchmarks.options;

import io.quillmesh.benchmarks.load.ModelPace;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** Reads {@link Options} from the command line. */
@Command(name = "bench")
final class OptionsParser {

  private static final int MOST = 1_000_000;

  @Option(names = "--data")
  private @Nullable Path data;

  @Option(names = "--url", converter = Address.class)
  private @Nullable URI url;

  @Option(names = "--model-url", converter = Address.class)
  private @Nullable URI modelUrl;

  @Option(names = "--mode", converter = ModeName.class)
  private Set<Mode> modes = EnumSet.noneOf(Mode.class);

  @Option(names = "--conversations", split = ",", converter = Positive.class)
  private List<Integer> conversations = List.of();

  @Option(names = "--turns", converter = Positive.class)
  private @Nullable Integer turns;

  @Option(names = "--warm-up", defaultValue = "500", converter = Natural.class)
  private int warmUp;

  @Option(names = "--first-token", defaultValue = "300", converter = Natural.class)
  private int firstToken;

  @Option(names = "--token", defaultValue = "10", converter = Natural.class)
  private int token;

  @Option(names = "--article-tokens", defaultValue = "300", converter = Positive.class)
  private int articleTokens;

  @Option(names = "--reply-tokens", defaultValue = "60", converter = Positive.class)
  private int replyTokens;

  @Option(names = "--json-tokens", defaultValue = "30", converter = Positive.class)
  private int jsonTokens;

  @Option(names = "--patience", defaultValue = "120", converter = Positive.class)
  private int patience;

  static Options parse(List<String> arguments, Map<String, String> environment) {
    var parser = new OptionsParser();
    try {
      new CommandLine(parser)
          .setOverwrittenOptionsAllowed(true)
          .parseArgs(arguments.toArray(String[]::new));
    } catch (ParameterException e) {
      throw new WrongUsageException(e.getMessage() + "; see ./mesh help.");
    }
    return parser.options(environment);
  }

  private Options options(Map<String, String> environment) {
    boolean isElsewhere = data == null && url != null;
    Path mesh = data == null ? Path.of(environment.getOrDefault("MESH_DATA", defaultData())) : data;
    return new Options(
        isElsewhere ? Optional.empty() : Optional.of(mesh),
        Optional.ofNullable(url),
        Optional.ofNullable(modelUrl),
        modes,
        conversations,
        Optional.ofNullable(turns),
        warmUp,
        new ModelPace(
            Duration.ofMillis(firstToken),
            Duration.ofMillis(token),
            articleTokens,
            replyTokens,
            jsonTokens,
            ModelPace.Faults.NONE),
        Duration.ofSeconds(patience));
  }

  private static String defaultData() {
    return System.getProperty("quillmesh.root", "..") + "/.mesh";
  }

  private static int number(String text, int least) {
    try {
      int number = Integer.parseInt(text.strip());
      if (number >= least && number <= MOST) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Reported below.
    }
    throw new TypeConversionException(
        "it must be a number from %d to %d, not %s".formatted(least, MOST, text));
  }

  static final class Natural implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return number(text, 0);
    }
  }

  static final class Positive implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return number(text, 1);
    }
  }

  static final class Address implements ITypeConverter<URI> {
    @Override
    public URI convert(String text) {
      if (!text.matches("http://[^/]+(:\\d+)?/?")) {
        throw new TypeConversionException(
            "it must be an address such as http://localhost:8080, not " + text);
      }
      return URI.create(text);
    }
  }

  static final class ModeName implements ITypeConverter<Mode> {
    @Override
    public Mode convert(String word) {
      return Mode.of(word);
    }
  }
}
