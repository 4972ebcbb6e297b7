package io.quillmesh.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.gateway.testing.AgUi;
import io.quillmesh.gateway.testing.Browser;
import io.quillmesh.gateway.testing.EdgeTest;
import io.quillmesh.gateway.testing.FakeConversations;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

/**
 * The page behind a proxy with TLS, as the gateway sees it: its first requests, for a session and a
 * socket, with the headers that proxies send. ProxiesTest has real proxies.
 */
@EdgeTest
class BehindProxiesTest {
  @LocalServerPort int port;
  @Autowired FakeConversations conversations;

  @BeforeEach
  void forget() {
    conversations.reset();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nginx, Host $host                  | https://quill.example      | Host: quill.example & X-Forwarded-Proto: https & X-Forwarded-For: 203.0.113.9
          nginx, Host $host, another port    | https://quill.example:8443 | Host: quill.example & X-Forwarded-Proto: https
          nginx, Host $host, without TLS     | http://intranet:8081       | Host: intranet & X-Real-IP: 203.0.113.9
          nginx, Host $http_host             | https://quill.example:8443 | Host: quill.example:8443
          nginx, $host:$server_port          | https://quill.example      | Host: quill.example:443
          Caddy                              | https://quill.example      | Host: quill.example & X-Forwarded-For: 203.0.113.9 & X-Forwarded-Host: quill.example & X-Forwarded-Proto: https
          Traefik                            | https://quill.example      | Host: quill.example & X-Forwarded-For: 203.0.113.9 & X-Forwarded-Host: quill.example & X-Forwarded-Port: 443 & X-Forwarded-Proto: wss & X-Forwarded-Server: traefik & X-Real-Ip: 203.0.113.9
          Traefik, another port              | https://quill.example:8443 | Host: quill.example:8443 & X-Forwarded-Host: quill.example:8443 & X-Forwarded-Port: 8443 & X-Forwarded-Proto: wss
          Traefik, passHostHeader: false     | https://quill.example      | Host: 10.0.0.5:8080 & X-Forwarded-Host: quill.example & X-Forwarded-Port: 443 & X-Forwarded-Proto: wss
          Apache without ProxyPreserveHost   | https://quill.example:8443 | Host: localhost:8080 & X-Forwarded-For: 203.0.113.9 & X-Forwarded-Host: quill.example:8443 & X-Forwarded-Server: quill.example
          RFC 7239                           | https://quill.example      | Host: gateway:8080 & Forwarded: for=203.0.113.9;host=quill.example;proto=https
          RFC 7239, quoted                   | https://quill.example:8443 | Host: gateway:8080 & Forwarded: host="quill.example:8443";proto=https
          an application load balancer       | https://quill.example      | Host: quill.example & X-Forwarded-For: 203.0.113.9 & X-Forwarded-Port: 443 & X-Forwarded-Proto: https
          a CDN before a proxy               | https://quill.example      | Host: gateway & X-Forwarded-For: 203.0.113.9, 10.0.0.2 & X-Forwarded-Host: quill.example, inner.example & X-Forwarded-Proto: https, http
          an IPv6 address                    | https://[2001:db8::1]:8443 | Host: [2001:db8::1]:8443
          an IPv6 address, Host $host        | https://[2001:db8::1]:8443 | Host: [2001:db8::1]
          capitals                           | https://quill.example      | Host: Quill.Example
          no proxy                           | http://quill.example:8080  | Host: quill.example:8080
          """)
  void thePageIsTheGatewaysOwn(String proxy, String origin, String headers) throws Exception {
    // Given
    String id = Browser.newId();
    conversations.snapshots.put(id, AgUi.snapshots());
    // When
    String session = post(origin, headers);
    // Then
    assertThat(session).startsWith("HTTP/1.1 200");
    assertThat(socket(id, token(session), origin, headers)).isEqualTo("open");
    assertThat(conversations.attachments(id).take().conversationId()).isEqualTo(id);
  }

  /**
   * Proxies that add no headers at all. With a POST the browser says that it comes from the page's
   * own origin. With a socket it does not, so the token that the page got decides.
   */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nginx without any proxy_set_header | https://quill.example:8443 | Host: 127.0.0.1:8080
          nginx with an upstream             | https://quill.example      | Host: gateways
          HTTP/1.0 without a Host            | https://quill.example      | Host:
          """)
  void thePageIsTheGatewaysOwnAsItsBrowserSays(String proxy, String origin, String headers)
      throws Exception {
    // Given
    String id = Browser.newId();
    conversations.snapshots.put(id, AgUi.snapshots());
    // When
    String session = post(origin, headers + " & Sec-Fetch-Site: same-origin");
    // Then
    assertThat(session).startsWith("HTTP/1.1 200");
    assertThat(socket(id, token(session), origin, headers)).isEqualTo("open");
    // The token counts for its own page only.
    assertThat(socket(id, token(session), "https://evil.example", headers))
        .startsWith("close 4403 https://evil.example");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          another site                 | https://evil.example               | Host: quill.example & X-Forwarded-Host: quill.example
          another port                 | https://quill.example:8443         | Host: quill.example:9443
          the browser says: same site  | https://quill.example:8443         | Host: quill.example & Sec-Fetch-Site: same-site
          the browser says: cross site | https://quill.example              | Host: quill.example & Sec-Fetch-Site: cross-site
          a longer name                | https://quill.example.evil.example | Host: quill.example
          a shorter name               | https://example                    | Host: quill.example
          a user in front              | https://quill.example@evil.example | Host: quill.example
          a sandbox                    | null                               | Host: null
          a hidden host                | https://evil.example               | Host: quill.example & X-Forwarded-Host: quill.example@evil.example
          """)
  void anotherPageIsRefusedAndToldWhichItIs(String who, String origin, String headers)
      throws Exception {
    // When
    String session = post(origin, headers);
    // Then
    assertThat(session).startsWith("HTTP/1.1 403").contains("\"FORBIDDEN\"", origin);
    String token = String.valueOf(Browser.withSession(port).token);
    assertThat(socket(Browser.newId(), token, origin, headers)).startsWith("close 4403 " + origin);
  }

  /**
   * Traefik answers {@code /quill} like {@code /quill/} when it removes the path, and says which
   * path it was.
   */
  @Test
  void thePageKnowsThePathThatWasTakenOff() throws Exception {
    // When
    HttpResponse<String> under = page("/quill");
    HttpResponse<String> tricked = page("/\"><script src=//evil.example>");
    // Then
    assertThat(under.body()).contains("<base href=\"/quill/\">");
    assertThat(under.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("base-uri 'self'");
    assertThat(tricked.body()).contains("<title>Quillmesh</title>").doesNotContain("<base", "evil");
  }

  private HttpResponse<String> page(String prefix) throws Exception {
    return Browser.send(
        Browser.withToken(port, null)
            .request("GET", "/", null)
            .header("X-Forwarded-Prefix", prefix)
            .build());
  }

  /**
   * A full address would show this process's own address to a browser that knows only the proxy.
   */
  @Test
  void whereSomethingIsIsSaidRelativeToWhatWasAsked() throws Exception {
    // When
    HttpResponse<String> created =
        Browser.withSession(port).send("POST", "/v1/conversations", null);
    // Then
    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(created.headers().firstValue("Location").orElseThrow())
        .matches("conversations/[-0-9a-f]{36}");
  }

  private String post(String origin, String headers) throws IOException {
    try (Socket socket = new Socket("localhost", port)) {
      write(
          socket,
          "POST /v1/sessions HTTP/1.1",
          origin,
          headers,
          "Connection: close",
          "Content-Length: 0");
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String token(String session) {
    String json = session.substring(session.indexOf('{'), session.lastIndexOf('}') + 1);
    return new JsonMapper().readTree(json).get("token").stringValue();
  }

  /** The result of a handshake: open, or how it is closed. */
  private String socket(String id, String token, String origin, String headers) throws Exception {
    try (Socket socket = new Socket("localhost", port)) {
      write(
          socket,
          "GET /v1/conversations/" + id + "/socket HTTP/1.1",
          origin,
          headers,
          "Connection: Upgrade",
          "Upgrade: websocket",
          "Sec-WebSocket-Version: 13",
          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
          "Sec-WebSocket-Protocol: ag-ui.v1, bearer." + token);
      DataInputStream in = new DataInputStream(socket.getInputStream());
      assertThat(head(in)).startsWith("HTTP/1.1 101");
      return frame(in);
    }
  }

  private static void write(
      Socket socket, String request, String origin, String headers, String... more)
      throws IOException {
    String head =
        Stream.of(
                Stream.of(request, "Origin: " + origin),
                Stream.of(headers.split(" & ")),
                Stream.of(more))
            .flatMap(lines -> lines)
            .map(line -> line + "\r\n")
            .collect(Collectors.joining("", "", "\r\n"));
    OutputStream out = socket.getOutputStream();
    out.write(head.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  private static String head(DataInputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      head.append((char) in.readUnsignedByte());
    }
    return head.toString();
  }

  /** RFC 6455, section 5.2; frames from a server are not masked. */
  private static String frame(DataInputStream in) throws IOException {
    boolean isClose = in.readUnsignedByte() == 0x88;
    byte[] payload = in.readNBytes(in.readUnsignedByte());
    if (!isClose) {
      return "open";
    }
    int code = (payload[0] & 0xff) << 8 | payload[1] & 0xff;
    return "close "
        + code
        + " "
        + new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
  }
}
