package io.quillmesh.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quillmesh.gateway.testing.AgUi;
import io.quillmesh.gateway.testing.Browser;
import io.quillmesh.gateway.testing.EdgeTest;
import io.quillmesh.gateway.testing.FakeConversations;
import io.quillmesh.gateway.testing.ScriptedTurns;
import io.quillmesh.testing.Node;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The client module as web developers get it: packed, installed into an empty folder, used. */
@EdgeTest
class ClientPackageTest {
  private static final Path CHECKS = Path.of("src/test/client-package").toAbsolutePath();
  private static final Path SCRIPT = Path.of("../mesh").toAbsolutePath().normalize();

  @LocalServerPort int port;
  @Autowired FakeConversations conversations;
  @TempDir Path folder;

  @BeforeEach
  void install() throws Exception {
    assumeTrue(
        Node.isThere() && Node.isInstalled("npm"),
        "npm is not installed: the package of the client was not tried");
    assumeTrue(Files.isExecutable(SCRIPT), "./mesh is not here: the package was not packed");
    String packed =
        Node.runIn(folder, List.of(SCRIPT.toString(), "pack-client", folder.toString()));
    Files.writeString(folder.resolve("package.json"), "{\"private\":true,\"type\":\"module\"}");
    Node.runIn(folder, List.of("npm", "install", "--offline", "--no-audit", packed.strip()));
  }

  @Test
  void isUsedWithNodesOwnWebSocket() throws Exception {
    // Given
    String id = Browser.newId();
    conversations.reset();
    conversations.snapshots.put(id, AgUi.snapshots());
    conversations.answers = new ScriptedTurns();
    Files.copy(CHECKS.resolve("use.mjs"), folder.resolve("use.mjs"));
    // When it also ends by itself
    JsonNode seen =
        new JsonMapper()
            .readTree(
                Node.runIn(
                    folder,
                    List.of(
                        "node",
                        // Node 20 needs it; later versions have it by default.
                        "--experimental-websocket",
                        "--no-warnings",
                        "use.mjs",
                        "http://localhost:" + port,
                        id,
                        "hello")));
    // Then
    assertThat(texts(seen, "types"))
        .containsExactly(
            "STATE_SNAPSHOT",
            "MESSAGES_SNAPSHOT",
            "RUN_STARTED",
            "TEXT_MESSAGE_START",
            "TEXT_MESSAGE_CONTENT",
            "TEXT_MESSAGE_END",
            "RUN_FINISHED");
    assertThat(texts(seen, "messages"))
        .containsExactly("user: hello", "assistant: You said: hello");
    assertThat(seen.path("end").stringValue()).isEqualTo("RUN_FINISHED");
    assertThat(texts(seen, "listed")).containsExactly(id);
    assertThat(seen.path("missing").stringValue()).isEqualTo("NOT_FOUND");
  }

  /** With the types of browsers and with those of Node. */
  @Test
  void itsTypesAreWhatACompilerExpects() throws Exception {
    // Given
    Path modules = Node.install(CHECKS);
    Files.copy(CHECKS.resolve("types.ts"), folder.resolve("types.ts"));
    List<String> compile =
        List.of(
            "node",
            modules.resolve("node_modules/typescript/bin/tsc").toString(),
            "--noEmit",
            "--strict",
            "--exactOptionalPropertyTypes",
            "--noUncheckedIndexedAccess",
            "--target",
            "es2022",
            "--module",
            "nodenext");
    List<List<String>> places =
        List.of(
            List.of("--lib", "es2022,dom"),
            List.of(
                "--lib",
                "es2022",
                "--typeRoots",
                modules.resolve("node_modules/@types").toString(),
                "--types",
                "node"));
    for (List<String> place : places) {
      // When, Then: it fails with what the compiler says
      Node.runIn(
          folder, Stream.of(compile, place, List.of("types.ts")).flatMap(List::stream).toList());
    }
  }

  private static List<String> texts(JsonNode seen, String member) {
    return seen.path(member).valueStream().map(JsonNode::stringValue).toList();
  }
}
