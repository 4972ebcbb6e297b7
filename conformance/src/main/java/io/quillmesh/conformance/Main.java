package io.quillmesh.conformance;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** The command line. */
@Command(
    name = "conform",
    description =
        "Checks a server against docs/ag-ui-websocket.md: AG-UI over WebSocket, with resumption.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:nothing failed",
      "1:a check failed; each says what was expected and what was seen",
      "2:wrong usage"
    },
    footer = {
      "",
      "A mesh on this machine:",
      "  conform --url ws://localhost:8080/v1/conversations/{threadId}/socket \\",
      "    --sessions http://localhost:8080/v1/sessions"
    })
public final class Main implements Callable<Integer> {
  @Option(
      names = "--url",
      required = true,
      description =
          "Of a thread's WebSocket, ws:// or wss://, with {threadId} where a thread's id belongs.")
  String url = "";

  @Option(names = "--token", description = "Of a person. Without it, the server must want none.")
  @Nullable String token;

  @Option(names = "--other-token", description = "Of another person, for what they must not see.")
  @Nullable String otherToken;

  @Option(
      names = "--sessions",
      description =
          "A URL that answers a POST with a new person's {\"token\": …}, for both tokens.")
  @Nullable URI sessions;

  @Option(
      names = "--namespace",
      defaultValue = "quillmesh",
      description = "Of the server's extensions. Default: ${DEFAULT-VALUE}")
  String namespace = "";

  @Option(
      names = "--patience",
      defaultValue = "10",
      description = "Seconds for each frame. Default: ${DEFAULT-VALUE}")
  int patience;

  @Option(names = "--only", split = ",", description = "The ids of some checks, such as RE-1,RE-2.")
  List<String> only = List.of();

  @Option(names = "--slow", description = "Also check what takes a minute.")
  boolean slow;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "This text.")
  boolean help;

  @Spec @Nullable CommandSpec spec;

  /** KA-2 says so. */
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

  private Main() {}

  /** Runs the checks and ends. */
  public static void main(String[] args) {
    System.exit(run(new PrintWriter(System.out, true, StandardCharsets.UTF_8), args));
  }

  /** The exit code. */
  public static int run(PrintWriter out, String... args) {
    CommandLine command = new CommandLine(new Main());
    command.setOut(out);
    command.setErr(out);
    command.setExecutionExceptionHandler((e, _, _) -> {
      out.println("Error: " + e.getMessage());
      return ExitCode.SOFTWARE;
    });
    command.setParameterExceptionHandler((e, _) -> {
      out.println("Error: " + e.getMessage());
      out.println("conform --help says more.");
      return ExitCode.USAGE;
    });
    return command.execute(args);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!url.matches("wss?://.+") || !url.contains(Target.PLACE)) {
      throw wrong(
          "--url begins with ws:// or wss:// and contains {threadId}: each check uses a thread of its own.");
    }
    List<Check> checks =
        Report.checks().stream().filter(it -> only.isEmpty() || only.contains(it.id())).toList();
    if (checks.isEmpty()) {
      throw wrong("--only names no check: " + only);
    }
    var settings =
        new Target.Settings(
            url,
            token == null ? fresh() : token,
            otherToken == null ? fresh() : otherToken,
            namespace,
            Duration.ofSeconds(patience),
            slow ? LONGEST_SILENCE : null);
    return new Report(spec().commandLine().getOut()).run(checks, settings)
        ? ExitCode.OK
        : ExitCode.SOFTWARE;
  }

  private @Nullable String fresh() throws IOException, InterruptedException {
    if (sessions == null) {
      return null;
    }
    try (HttpClient http = HttpClient.newHttpClient()) {
      var answer =
          http.send(
              HttpRequest.newBuilder(sessions).POST(BodyPublishers.noBody()).build(),
              BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException(sessions + " gives no token: status " + answer.statusCode());
      }
      return new JsonMapper().readTree(answer.body()).path("token").asString();
    }
  }

  private CommandSpec spec() {
    if (spec == null) {
      throw new IllegalStateException("picocli sets it");
    }
    return spec;
  }

  private ParameterException wrong(String why) {
    return new ParameterException(spec().commandLine(), why);
  }
}
