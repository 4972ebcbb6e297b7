package io.quillmesh.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.gateway.page.ImportMap;
import io.quillmesh.gateway.testing.Browser;
import io.quillmesh.gateway.testing.EdgeTest;
import io.quillmesh.gateway.testing.FakeConversations;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@EdgeTest
class SecurityHttpTest {
  @LocalServerPort int port;
  @Autowired FakeConversations conversations;

  @BeforeEach
  void forget() {
    conversations.reset();
  }

  @Test
  void renewsASessionForTheSamePerson() throws Exception {
    // Given
    Browser browser = Browser.withSession(port);
    String id = Browser.newId();
    browser.connect(id);
    conversations.attachments(id).take();
    // When
    JsonNode renewed = new JsonMapper().readTree(browser.send("POST", "/v1/sessions", null).body());
    // Then
    Browser later = Browser.withToken(port, renewed.get("token").stringValue());
    assertThat(later.send("GET", "/v1/conversations/" + id, null).statusCode()).isEqualTo(200);
    assertThat(Instant.parse(renewed.get("expiresAt").stringValue())).isAfter(Instant.now());
  }

  @Test
  void doesNotRenewWithAForgedToken() throws Exception {
    // When
    var response = Browser.withToken(port, "a.b.c").send("POST", "/v1/sessions", null);
    // Then
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"access_token", "token", "acc%65ss_token", "TOKEN"})
  void refusesTokensInAddresses(String name) throws Exception {
    // Given
    Browser browser = Browser.withSession(port);
    // When
    var response = browser.send("GET", "/v1/conversations?x=1&" + name + "=abc", null);
    // Then
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("TOKEN_IN_URL").doesNotContain("abc");
  }

  @Test
  void keepsForeignPagesOut() throws Exception {
    // When
    HttpResponse<String> foreign = sessionFrom("https://evil.example");
    HttpResponse<String> allowed = sessionFrom("https://app.example.com");
    // Then
    assertThat(foreign.statusCode()).isEqualTo(403);
    assertThat(foreign.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(foreign.body()).contains("\"FORBIDDEN\"", "https://evil.example", "ALLOWED_ORIGINS");
    assertThat(foreign.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    assertThat(allowed.statusCode()).isEqualTo(200);
    assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin"))
        .hasValue("https://app.example.com");
    assertThat(allowed.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
  }

  @Test
  void saysWhatPagesOfOtherOriginsMayDo() throws Exception {
    // When
    HttpResponse<String> good = preflight("PATCH", "Authorization, Content-Type");
    HttpResponse<String> method = preflight("PUT", "Authorization");
    HttpResponse<String> header = preflight("POST", "X-Forwarded-Host");
    // Then
    assertThat(good.statusCode()).isEqualTo(200);
    assertThat(good.headers().firstValue("Access-Control-Allow-Methods").orElseThrow())
        .contains("PATCH");
    for (HttpResponse<String> refused : List.of(method, header)) {
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.body()).contains("\"FORBIDDEN\"", "PATCH", "Content-Type");
    }
  }

  private HttpResponse<String> preflight(String method, String headers) throws Exception {
    return Browser.send(
        Browser.withToken(port, null)
            .request("OPTIONS", "/v1/conversations", null)
            .header("Origin", "https://app.example.com")
            .header("Access-Control-Request-Method", method)
            .header("Access-Control-Request-Headers", headers)
            .build());
  }

  private HttpResponse<String> sessionFrom(String origin) throws Exception {
    return Browser.send(
        Browser.withToken(port, null)
            .request("POST", "/v1/sessions", null)
            .header("Origin", origin)
            .build());
  }

  @Test
  void servesThePageStrictlyAndCheaply() throws Exception {
    // Given
    Browser anyone = Browser.withToken(port, null);
    // When
    var script = anyone.send("GET", "/app.mjs", null);
    var webjar = anyone.send("GET", "/webjars/dompurify/3.3.3/dist/purify.es.mjs", null);
    var page = anyone.send("GET", "/", null);
    var editor = anyone.send("GET", "/editor/editor.mjs", null);
    var module = anyone.send("GET", "/webjars/prosemirror-view/dist/index.js", null);
    // Then
    assertThat(script.statusCode()).isEqualTo(200);
    assertThat(script.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/javascript");
    assertThat(script.headers().firstValue("Cache-Control")).hasValue("no-cache");
    assertThat(script.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "script-src 'self'")
        .doesNotContain("unsafe");
    assertThat(script.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(script.headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(webjar.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("script-src 'self' " + ImportMap.source(page.body()) + ";");
    assertThat(editor.statusCode()).isEqualTo(200);
    assertThat(module.statusCode()).isEqualTo(200);
    assertThat(module.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/javascript");

    // When it is asked for again
    String etag = script.headers().firstValue("ETag").orElseThrow();
    var again =
        Browser.send(anyone.request("GET", "/app.mjs", null).header("If-None-Match", etag).build());
    var packed =
        Browser.send(
            anyone.request("GET", "/app.mjs", null).header("Accept-Encoding", "gzip").build());
    // Then
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
  }

  @Test
  void tellsHealthAndNumbersAndNothingElse() throws Exception {
    // Given
    Browser anyone = Browser.withToken(port, null);
    // When, Then
    assertThat(anyone.send("GET", "/actuator/health/liveness", null).statusCode()).isEqualTo(200);
    assertThat(anyone.send("GET", "/actuator/health/readiness", null).body())
        .isEqualTo("{\"status\":\"UP\"}");
    assertThat(anyone.send("GET", "/actuator/prometheus", null).body())
        .contains("quillmesh_edge_connections", "quillmesh_edge_frames_sent");
    assertThat(anyone.send("GET", "/actuator/env", null).statusCode()).isEqualTo(404);
    assertThat(anyone.send("GET", "/v1/nothing", null).statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/conversations/..%2f..%2factuator/env",
        "/v1/conversations/%2e%2e/sessions",
        "//v1/conversations",
        "/v1/conversations;x=1/",
        "/../../etc/passwd",
        "/webjars/../application.yml",
        "/v1/conversations/socket",
        "/v1/conversations/x/article/socket",
        "/config/application.yml"
      })
  void pathTricksLeadNowhere(String path) throws Exception {
    // When
    String answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
    // Then
    assertThat(answer.lines().findFirst().orElseThrow()).matches("HTTP/1.1 (400|401|404).*");
    assertThat(answer).doesNotContain("issuer-uri", "root:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/conversations?x=%zz",
        "/v1/conversations/ID/article?version=%",
        "/v1/conversations/ID/socket?after=%zz",
        "/?x=%zz"
      })
  void aQueryThatIsNoneIsTheSendersFault(String path) throws Exception {
    // When
    String answer =
        raw(
            "GET "
                + path.replace("ID", Browser.newId())
                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
    // Then
    assertThat(answer).startsWith("HTTP/1.1 400").contains("\"MALFORMED\"");
  }

  @ParameterizedTest
  @CsvSource({
    "PATCH, application/x-www-form-urlencoded",
    "PATCH, multipart/form-data",
    "POST, multipart/form-data"
  })
  void aFormIsNoJsonWhateverIsInIt(String method, String type) throws Exception {
    // Given
    Browser browser = Browser.withSession(port);
    String path = "/v1/conversations";
    if (method.equals("PATCH")) {
      String id = Browser.newId();
      browser.connect(id);
      conversations.attachments(id).take();
      path += "/" + id;
    }
    // When
    String answer =
        raw(
            "%s %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer %s\r\nContent-Type: %s\r\nContent-Length: 5\r\n"
                .formatted(method, path, browser.token, type),
            "a=%zz");
    // Then
    assertThat(answer).startsWith("HTTP/1.1 415");
  }

  private String raw(String head) throws Exception {
    return raw(head, "");
  }

  /** An HTTP client would normalize the path. */
  private String raw(String head, String body) throws Exception {
    try (Socket socket = new Socket("localhost", port)) {
      OutputStream out = socket.getOutputStream();
      out.write((head + "\r\n" + body).getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
