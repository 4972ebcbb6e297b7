package io.quillmesh.localmesh.agents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quillmesh.localmesh.config.Checkout;
import io.quillmesh.localmesh.config.Console;
import io.quillmesh.localmesh.config.DataFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands about a running mesh, with a gateway that says what the test tells it to. */
class AgentToolTest {

  private static final String AGENTS =
      """
      {"agents": [
        {"name": "intent", "builtIn": true, "status": "ADMITTED", "after": [], "model": ""},
        {"name": "titles", "builtIn": false, "status": "ADMITTED", "reason": null,
         "after": ["generator", "context"], "model": "small-1", "promptHash": "0123456789abcdef"},
        {"name": "facts", "builtIn": false, "status": "REFUSED", "after": ["nobody"],
         "reason": "nobody is not an agent"}
      ]}
      """;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final List<String> tokens = new ArrayList<>();
  private HttpServer gateway;

  @TempDir Path folder;

  @BeforeEach
  void start() throws IOException {
    gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    gateway.createContext(
        "/v1/sessions", exchange -> send(exchange, 201, "{\"token\": \"anonymous\"}"));
    gateway.start();
  }

  @AfterEach
  void end() {
    gateway.stop(0);
  }

  @Test
  void listShowsWhoIsAdmittedAndWhyOthersAreNot() throws Exception {
    mesh(200, AGENTS);

    assertThat(run("list")).isZero();

    assertThat(lines())
        .containsExactly(
            "AGENT   STATE     AFTER              MODEL    PROMPT    WHY",
            "intent  built in",
            "titles  admitted  generator,context  small-1  01234567",
            "facts   refused   nobody                                nobody is not an agent");
    assertThat(tokens).containsExactly("Bearer anonymous");
  }

  @Test
  void listAsJsonIsWhatTheGatewaySays() throws Exception {
    mesh(200, AGENTS);

    assertThat(run("list", "--json")).isZero();

    assertThat(said.toString(UTF_8).strip()).isEqualTo(AGENTS.strip());
  }

  @Test
  void aTokenOfAnIssuerMayBeGiven() throws Exception {
    mesh(200, AGENTS);

    assertThat(run("list", "--token", "mine")).isZero();

    assertThat(tokens).containsExactly("Bearer mine");
  }

  @Test
  void aGatewayThatRefusesIsReported() throws Exception {
    mesh(401, "{}");

    assertThat(run("list")).isEqualTo(1);

    assertThat(said.toString(UTF_8)).contains("status 401", "--token", "MESH_TOKEN");
  }

  @Test
  void withoutAMeshTheRemedyIsSaid() throws Exception {
    for (List<String> command :
        List.of(List.of("list"), List.of("remove", "titles"), List.of("start", "."))) {
      said.reset();
      assertThat(run(command.toArray(String[]::new))).isEqualTo(1);
      assertThat(said.toString(UTF_8)).contains("No mesh runs", folder.toString(), "./mesh up");
    }
  }

  @Test
  void aBuiltInAgentIsNotRemoved() throws Exception {
    mesh(200, AGENTS);

    assertThat(run("remove", "intent")).isEqualTo(1);

    assertThat(said.toString(UTF_8)).contains("intent is a built-in agent");
  }

  @Test
  void anUnknownAgentIsNotRemoved() throws Exception {
    mesh(200, AGENTS);

    assertThat(run("remove", "title")).isEqualTo(1);

    assertThat(said.toString(UTF_8)).contains("no agent title.", "It has: titles, facts.");
  }

  @Test
  void wrongUsageNamesTheHelp() throws Exception {
    assertThat(run()).isEqualTo(2);
    assertThat(run("lits")).isEqualTo(2);
    assertThat(run("remove")).isEqualTo(2);

    assertThat(said.toString(UTF_8))
        .contains("list, start or remove", "lits", "NAME", "./mesh agent remove --help");
  }

  @Test
  void aChangeIsToldOnce() throws Exception {
    mesh(200, AGENTS);
    var address = new MeshAddress();
    AgentTool tool = tool();
    var news =
        new AdmissionNews(
            List.of("titles", "facts", "other"),
            address.directory(tool, address.mesh(tool)),
            tool.console());

    news.tell();
    news.tell();
    answer(200, AGENTS.replace("REFUSED", "ADMITTED").replace("titles", "else"));
    news.tell();

    assertThat(lines().stream().map(String::strip))
        .containsExactly(
            "titles              is admitted (prompt 01234567)",
            "facts               is refused: nobody is not an agent",
            "titles              is not in the mesh",
            "facts               is admitted");
  }

  private int run(String... arguments) throws Exception {
    return tool().run(Arrays.asList(arguments));
  }

  private AgentTool tool() {
    return new AgentTool(
        new Checkout(folder),
        Map.of("MESH_DATA", folder.toString()),
        new Console(new PrintStream(said, true, UTF_8)));
  }

  private List<String> lines() {
    return said.toString(UTF_8).lines().toList();
  }

  /** A mesh that seems to run: its gateway has this process's pid. */
  private void mesh(int status, String agents) throws IOException {
    answer(status, agents);
    var data = new DataFolder(folder);
    Files.createDirectories(data.run());
    Files.writeString(data.ports(), "gateway=" + gateway.getAddress().getPort());
    Files.writeString(
        data.run().resolve("gateway.pid"), String.valueOf(ProcessHandle.current().pid()));
  }

  private void answer(int status, String agents) {
    try {
      gateway.removeContext("/v1/agents");
    } catch (IllegalArgumentException e) {
      // The first answer.
    }
    gateway.createContext(
        "/v1/agents",
        exchange -> {
          tokens.add(exchange.getRequestHeaders().getFirst("Authorization"));
          send(exchange, status, agents);
        });
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }
}
