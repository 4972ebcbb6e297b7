package io.quillmesh.gateway.proxy;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.gateway.conversation.Frame;
import io.quillmesh.gateway.conversation.Location;
import io.quillmesh.gateway.limits.ClientAddress;
import io.quillmesh.gateway.testing.AgUi;
import io.quillmesh.gateway.testing.Browser;
import io.quillmesh.gateway.testing.EdgeTest;
import io.quillmesh.gateway.testing.EdgeTestApplication;
import io.quillmesh.gateway.testing.FakeConversations;
import io.quillmesh.gateway.testing.ScriptedTurns;
import io.quillmesh.gateway.testing.TestSocket;
import io.quillmesh.schemas.ClientCommand;
import io.quillmesh.schemas.SubmitMessage;
import io.quillmesh.testing.ReverseProxy;
import io.quillmesh.testing.ReverseProxy.Kind;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * The gateway behind real proxies with TLS, configured as in docs/operations.md: everything the
 * page requests is there, also under a path, and nothing is buffered on the way.
 */
class ProxiesTest {
  /** An address that the gateway treats as a stranger; the proxies ask from 127.0.0.1. */
  private static final String CLIENT = "127.0.0.9";

  private static final String DOC = read(Path.of("../docs/operations.md"));

  private static final String APACHE_AS_DEBIAN_HAS_IT =
      Stream.of(
                  "mpm_event",
                  "authz_core",
                  "alias",
                  "socache_shmcb",
                  "ssl",
                  "proxy",
                  "proxy_http",
                  "proxy_wstunnel")
              .map("LoadModule %1$s_module /usr/lib/apache2/modules/mod_%1$s.so\n"::formatted)
              .collect(joining())
          + """
          ServerName localhost
          User www-data
          Group www-data
          DefaultRuntimeDir {{folder}}
          PidFile {{folder}}/pid
          ErrorLog /dev/stderr
          Mutex posixsem
          Listen 127.0.0.1:{{port}}
          """;

  private static ConfigurableApplicationContext gateway;
  private static ConfigurableApplicationContext underPath;

  @TempDir Path folder;

  /** Tells a client which address the gateway sees. */
  @RestController
  static class ClientAddress {
    @GetMapping("/client-address")
    String address(HttpServletRequest request) {
      return request.getRemoteAddr();
    }
  }

  @Import(ClientAddress.class)
  static class App extends EdgeTestApplication {}

  @BeforeAll
  static void startGateways() {
    gateway = start("");
    underPath = start("/kept");
  }

  private static ConfigurableApplicationContext start(String contextPath) {
    return new SpringApplicationBuilder(App.class)
        .run(
            "--server.port=0",
            "--server.servlet.context-path=" + contextPath,
            "--quillmesh.session.key=" + EdgeTest.KEY,
            "--quillmesh.proxies.trusted=127.0.0.1");
  }

  @AfterAll
  static void stopGateways() {
    gateway.close();
    underPath.close();
  }

  @ParameterizedTest
  @EnumSource
  void thePageHasAllItNeeds(Kind kind) throws Exception {
    try (ReverseProxy proxy = ReverseProxy.start(kind, folder, documented(kind))) {
      for (String path : List.of("", "/stripped", "/kept")) {
        Visitor visitor = new Visitor(proxy, path);
        visitor.seesThePage();
        visitor.talks(Browser.newId());
        visitor.talks(visitor.idOfAnotherInstance());
        visitor.followsARun(Browser.newId());
        visitor.followsARun(visitor.idOfAnotherInstance());
        visitor.isKnownByItsAddress();
      }
    }
  }

  /** As in nginx's own manual on WebSocket proxying, which does not mention the browser's host. */
  @Test
  void thePageHasAllItNeedsBehindAProxyThatSaysNothing() throws Exception {
    String config = ReverseProxy.nginxOfManual("/", "http://127.0.0.1:" + port(gateway));
    try (ReverseProxy proxy = ReverseProxy.start(Kind.NGINX, folder, config)) {
      Visitor visitor = new Visitor(proxy, "");
      visitor.seesThePage();
      visitor.talks(Browser.newId());
      visitor.followsARun(Browser.newId());
    }
  }

  /** A client behind a proxy, which asks as a browser does. */
  private record Visitor(HttpClient http, URI proxy, String path, FakeConversations conversations) {

    Visitor(ReverseProxy proxy, String path) throws Exception {
      this(
          HttpClient.newBuilder()
              .sslContext(ReverseProxy.tls())
              .localAddress(InetAddress.getByName(CLIENT))
              .followRedirects(Redirect.ALWAYS)
              .version(HttpClient.Version.HTTP_1_1)
              .build(),
          proxy.address(),
          path,
          behind(path).getBean(FakeConversations.class));
    }

    private HttpRequest.Builder request(String what) {
      return HttpRequest.newBuilder(proxy.resolve(path + what));
    }

    /** As browsers send requests other than a plain GET. */
    private HttpRequest.Builder post(String what, String body) {
      return request(what)
          .POST(BodyPublishers.ofString(body))
          .header("Content-Type", "application/json")
          .header("Origin", proxy.toString())
          .header("Sec-Fetch-Site", "same-origin");
    }

    private HttpResponse<String> get(URI address) throws Exception {
      return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }

    private String session() throws Exception {
      HttpResponse<String> session =
          http.send(post("/v1/sessions", "").build(), BodyHandlers.ofString());
      assertThat(session.statusCode()).as(path + session.body()).isEqualTo(200);
      return new JsonMapper().readTree(session.body()).get("token").stringValue();
    }

    void seesThePage() throws Exception {
      // Without the slash, because people type it like this.
      HttpResponse<String> page = get(proxy.resolve(path.isEmpty() ? "/" : path));
      assertThat(page.uri()).isEqualTo(proxy.resolve(path + "/"));
      assertThat(page.body()).contains("<title>Quillmesh</title>");
      List<String> parts = new ArrayList<>(found("(?:src|href)=\"([^\"#]+)\"", page.body()));
      HttpResponse<String> markdown = get(page.uri().resolve("text/markdown.mjs"));
      found("from '(\\.[^']+)'", markdown.body())
          .forEach(part -> parts.add(markdown.uri().resolve(part).toString()));
      assertThat(parts).contains("style.css", "app.mjs").anyMatch(part -> part.contains("webjars"));
      for (String part : parts) {
        HttpResponse<String> answer = get(page.uri().resolve(part));
        assertThat(answer.statusCode()).as(path + " " + part).isEqualTo(200);
      }
    }

    /** In fact, the other instance is this one. This shows what was not passed on before. */
    String idOfAnotherInstance() {
      String id = Browser.newId();
      URI address = URI.create("http://127.0.0.1:" + port(behind(path)));
      conversations.places.put(id, new Location.There(address));
      return id;
    }

    void talks(String id) throws Exception {
      conversations.snapshots.put(id, AgUi.snapshots());
      conversations.answers = new ScriptedTurns();
      TestSocket socket = connect(id, session(), proxy.toString());
      assertThat(socket.frame().path("type").stringValue()).isEqualTo("STATE_SNAPSHOT");
      assertThat(socket.frame().path("type").stringValue()).isEqualTo("MESSAGES_SNAPSHOT");
      socket.send(
          "{\"runId\":\"%s\",\"messages\":[{\"id\":\"m1\",\"role\":\"user\",\"content\":\"伦敦\"}]}"
              .formatted(Browser.newId()));
      assertThat(socket.frame().path("type").stringValue()).isEqualTo("RUN_STARTED");

      TestSocket stranger = connect(id, session(), "https://evil.example");
      assertThat(stranger.awaitClose().code()).isEqualTo(4403);
    }

    private TestSocket connect(String id, String token, String origin) {
      URI address = proxy.resolve(path + "/v1/conversations/" + id + "/socket");
      return TestSocket.open(
          http.newWebSocketBuilder()
              .subprotocols("ag-ui.v1", "bearer." + token)
              .header("Origin", origin),
          URI.create(address.toString().replaceFirst("^http", "ws")));
    }

    /** The run ends only after the client has seen its beginning. */
    void followsARun(String id) throws Exception {
      conversations.snapshots.put(id, AgUi.snapshots());
      CountDownLatch seen = new CountDownLatch(1);
      conversations.answers = new Halting(seen);
      String input =
          "{\"threadId\":\"%s\",\"runId\":\"%s\",\"messages\":[{\"id\":\"m1\",\"role\":\"user\",\"content\":\"hello\"}]}"
              .formatted(id, Browser.newId());
      HttpRequest run =
          post("/v1/agent", input).header("Authorization", "Bearer " + session()).build();
      CompletableFuture<String> events =
          CompletableFuture.supplyAsync(() -> {
            try (Stream<String> lines = http.send(run, BodyHandlers.ofLines()).body()) {
              return lines
                  .peek(line -> {
                    if (line.contains("TEXT_MESSAGE_CONTENT")) {
                      seen.countDown();
                    }
                  })
                  .collect(joining("\n"));
            } catch (IOException | InterruptedException e) {
              throw new IllegalStateException(e);
            }
          });
      assertThat(events.get(30, TimeUnit.SECONDS)).as(path).contains("RUN_STARTED", "RUN_FINISHED");
    }

    void isKnownByItsAddress() throws Exception {
      assertThat(get(proxy.resolve(path + "/client-address")).body()).as(path).isEqualTo(CLIENT);
      HttpResponse<String> pretending =
          http.send(
              request("/client-address").header("X-Forwarded-For", "203.0.113.9").build(),
              BodyHandlers.ofString());
      assertThat(pretending.body()).as(path).isEqualTo(CLIENT);
    }
  }

  /** Sends a turn's last frame only after the frame before it was read. */
  private static final class Halting extends ScriptedTurns {
    private final CountDownLatch seen;

    private Halting(CountDownLatch seen) {
      this.seen = seen;
    }

    @Override
    public CompletionStage<Void> submitted(ClientCommand command) {
      Thread.ofVirtual().start(() -> super.submitted(command));
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public Stream<Frame> turn(String conversationId, SubmitMessage message) {
      return super.turn(conversationId, message)
          .peek(frame -> {
            if (frame.json().contains("TEXT_MESSAGE_END")) {
              await(seen);
            }
          });
    }

    private static void await(CountDownLatch latch) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  // --- The configurations of the documents, on this machine's ports ---

  private static String documented(Kind kind) {
    return switch (kind) {
      case NGINX ->
          ReverseProxy.nginx(
              before("}", documented("nginx"))
                  .replace("listen 443", "listen 127.0.0.1:{{port}}")
                  .replace("/etc/ssl/quill.pem", "{{cert}}"));
      case CADDY ->
          "{\n  admin off\n  auto_https off\n  skip_install_trust\n}\n"
              + before("}", documented("caddy"))
                  .replace(
                      "localhost {",
                      "https://localhost:{{port}} {\n  bind 127.0.0.1\n  tls {{cert}} {{key}}");
      case HAPROXY -> haproxy(documented("haproxy"));
      case APACHE ->
          APACHE_AS_DEBIAN_HAS_IT
              + before("  ProxyPass / ", documented("apache"))
                  .replace("*:443", "127.0.0.1:{{port}}")
                  .replace("/etc/ssl/quill.pem", "{{cert}}");
    };
  }

  /**
   * One proxy's configuration.
   *
   * @param whole the configuration for a whole host
   * @param stripped what is added for a path that the proxy removes
   * @param kept what is added for a path that it passes on
   */
  private record Documented(String whole, String stripped, String kept) {}

  private static Documented documented(String language) {
    List<String> blocks = found("```" + language + "\n(.*?)```", DOC);
    assertThat(blocks).as(language).hasSize(3);
    return new Documented(
        blocks.get(0).replace("8080", port(gateway)).replace("quill.example", "localhost"),
        blocks.get(1).replace("8080", port(gateway)).replace("/quill", "/stripped"),
        blocks
            .get(2)
            .replace("8080", port(underPath))
            .replace("http://gateways", "http://127.0.0.1:" + port(underPath))
            .replace("/quill", "/kept"));
  }

  /** The whole configuration, with the addition before the last occurrence of a mark. */
  private static String before(String mark, Documented config) {
    int end = config.whole().lastIndexOf(mark);
    return (config.whole().substring(0, end)
            + config.stripped()
            + config.kept()
            + config.whole().substring(end))
        .replace("/etc/ssl/quill.key", "{{key}}");
  }

  private static String haproxy(Documented config) {
    String[] stripped = config.stripped().split("(?m)(?=^backend )");
    String front = stripped[0] + config.kept().replace("use_backend gateways", "use_backend kept");
    return config
            .whole()
            .replace(
                "bind :443 ssl crt /etc/ssl/quill.pem", "bind 127.0.0.1:{{port}} ssl crt {{both}}")
            .replace("  default_backend", front + "  default_backend")
        + stripped[1]
        + "backend kept\n  server gateway-1 127.0.0.1:"
        + port(underPath)
        + "\n";
  }

  private static ConfigurableApplicationContext behind(String path) {
    return path.equals("/kept") ? underPath : gateway;
  }

  private static String port(ConfigurableApplicationContext context) {
    return context.getEnvironment().getRequiredProperty("local.server.port");
  }

  private static List<String> found(String pattern, String text) {
    return Pattern.compile(pattern, Pattern.DOTALL)
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
