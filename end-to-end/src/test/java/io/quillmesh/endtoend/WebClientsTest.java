package io.quillmesh.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.quillmesh.endtoend.checks.AgUiPackages;
import io.quillmesh.endtoend.checks.BlackBox;
import io.quillmesh.endtoend.client.Gateway;
import io.quillmesh.endtoend.client.Json;
import io.quillmesh.endtoend.client.SharedState;
import io.quillmesh.testing.Node;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import tools.jackson.databind.JsonNode;

/** The programs in {@code docs/web-clients.md} do what it says. */
@BlackBox
class WebClientsTest {

  private static final Path ROOT = Path.of(System.getProperty("quillmesh.root", ".."));
  private static final Path FOLDER = Path.of("target/web-clients").toAbsolutePath();

  /** What {@code ./mesh up} uses. */
  private static final String DOCUMENTED = "http://localhost:8080";

  @BeforeEach
  void needsNode() {
    assumeThat(Node.isThere()).as("Node is installed").isTrue();
  }

  @Test
  void theClientModule(Gateway gateway) throws IOException {
    String packed =
        Node.run(
            List.of(
                ROOT.resolve("mesh").toAbsolutePath().toString(),
                "pack-client",
                FOLDER.toString()));
    Files.writeString(FOLDER.resolve("package.json"), "{\"private\":true,\"type\":\"module\"}");
    Node.run(
        List.of(
            "npm",
            "install",
            "--offline",
            "--no-audit",
            "--prefix",
            FOLDER.toString(),
            packed.strip()));

    // Node 20 needs the option; later versions have a WebSocket anyway.
    String printed =
        Node.run(
            List.of(
                "node",
                "--experimental-websocket",
                program("js module", FOLDER.resolve("module.mjs"), gateway).toString()));

    assertThat(printed).contains("London, version 2", "promptHash:");
  }

  @Test
  void theStockClient(Gateway gateway) throws IOException {
    Path program =
        program(
            "js http-agent",
            AgUiPackages.installed().resolve("web-clients-http-agent.mjs"),
            gateway);

    assertThat(Node.run(program)).contains("London, version 2");
  }

  /** With {@code Last-Event-ID}: nothing is missing, and nothing comes twice. */
  @Test
  void theStockClientOnANetworkThatBreaks(Gateway gateway) throws IOException {
    Path fetch =
        program(
            "js resuming-fetch",
            AgUiPackages.installed().resolve("web-clients-fetch.mjs"),
            gateway);

    JsonNode seen =
        Json.parse(
            Node.run(
                Path.of("src/test/js/web-clients/cut.mjs"),
                AgUiPackages.installed().toString(),
                fetch.toString(),
                gateway.address().toString()));

    List<JsonNode> cursors = SharedState.elements(seen.path("cursors"));
    assertThat(cursors).hasSizeGreaterThan(2);
    assertThat(cursors.subList(1, cursors.size()))
        .allSatisfy(it -> assertThat(it.isNull()).isFalse());
    List<Integer> sequences =
        SharedState.elements(seen.path("sequences")).stream().skip(3).map(JsonNode::asInt).toList();
    assertThat(sequences).isSorted().doesNotHaveDuplicates();
    assertThat(sequences.getLast() - sequences.getFirst()).isEqualTo(sequences.size() - 1);
    assertThat(seen.path("text").asString())
        .isEqualTo(seen.path("article").asString())
        .isNotEmpty();
  }

  /** websocat itself where it is installed, else wscat with the same address, headers and frame. */
  @Test
  // Apart, because who waits for a line is not to be interrupted.
  @Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
  void aShell(Gateway gateway) throws Exception {
    String lines =
        block("sh websocat")
            .replace(DOCUMENTED, gateway.address().toString())
            .replace(
                "ws://localhost:8080", gateway.address().toString().replaceFirst("^http", "ws"));
    List<String> command =
        Node.isInstalled("websocat") ? List.of("bash", "-c", lines) : wscat(gateway, lines);

    Process client = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<String> printed = new ArrayList<>();
    try (BufferedReader reader = client.inputReader()) {
      String line = reader.readLine();
      while (line != null && !line.contains("\"RUN_FINISHED\"")) {
        printed.add(line);
        line = reader.readLine();
      }
      assertThat(line).as(String.join("\n", printed)).isNotNull();
    } finally {
      client.destroy();
      assertThat(client.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    assertThat(printed)
        .anySatisfy(line -> assertThat(line).contains("RUN_STARTED", "travelogue about London"))
        .anySatisfy(line -> assertThat(line).contains("/article", "\"version\":1"));
  }

  private static List<String> wscat(Gateway gateway, String lines) {
    Path modules = Node.install(ROOT.resolve("gateway/src/test/client-package"));
    String address =
        found("(ws://\\S+)/\\$\\(uuidgen\\)(\\S*)", lines).replace("$(uuidgen)", newId());
    return List.of(
        "node",
        modules.resolve("node_modules/wscat/bin/wscat").toString(),
        "--subprotocol",
        found("--protocol (\\S+)", lines),
        "--header",
        found("-H=\"([^\"]+)\"", lines).replace("$TOKEN", gateway.newPerson().token()),
        "--wait",
        "-1",
        "--execute",
        found("<<< '([^']+)'", lines),
        "--connect",
        address);
  }

  private static String newId() {
    return java.util.UUID.randomUUID().toString();
  }

  /** The only group, or all of what matches. */
  private static String found(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(pattern).isTrue();
    return matcher.groupCount() == 1 ? Objects.requireNonNull(matcher.group(1)) : matcher.group();
  }

  private static Path program(String name, Path file, Gateway gateway) throws IOException {
    return Files.writeString(file, block(name).replace(DOCUMENTED, gateway.address().toString()));
  }

  /** A block of code in the document, by what follows its fence. */
  private static String block(String name) throws IOException {
    String document = Files.readString(ROOT.resolve("docs/web-clients.md"));
    Matcher matcher =
        Pattern.compile("^```" + name + "\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
            .matcher(document);
    assertThat(matcher.find()).as("```%s in docs/web-clients.md", name).isTrue();
    return Objects.requireNonNull(matcher.group(1));
  }
}
