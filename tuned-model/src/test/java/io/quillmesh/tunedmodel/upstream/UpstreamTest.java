package io.quillmesh.tunedmodel.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;

class UpstreamTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void anUpstreamWithTlsIsSpokenToWithTls() throws IOException {
    try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var upstream = new Upstream(PATIENCE)) {
      Thread.ofVirtual().start(() -> refuse(listener));
      var address =
          new Address(URI.create("https://127.0.0.1:" + listener.getLocalPort() + "/v1"), "URL");

      var answer =
          upstream.relay(
              address,
              MockServerHttpRequest.post("/intent/v1/chat/completions").build(),
              new byte[] {'{', '}'},
              new MockServerHttpResponse());

      // It understands that this is no TLS, so it has tried.
      assertThatThrownBy(() -> answer.block(PATIENCE)).hasRootCauseInstanceOf(SSLException.class);
    }
  }

  private static void refuse(ServerSocket listener) {
    try (var socket = listener.accept()) {
      socket
          .getOutputStream()
          .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      while (socket.getInputStream().read() >= 0) {
        // Until the other end has had enough.
      }
    } catch (IOException e) {
      // It hung up.
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http://a/v1, , http://a/v1/chat/completions",
    "http://a/v1/, x=%20, http://a/v1/chat/completions?x=%20",
    "https://a/v1?api-version=1, x=2, https://a/v1/chat/completions?api-version=1&x=2"
  })
  void aQueryOfTheBaseUrlStaysBehindThePath(String base, String query, String expected) {
    assertThat(new Address(URI.create(base), "URL").completions(query))
        .isEqualTo(URI.create(expected));
  }

  @Test
  void anAddressShowsNoKeys() {
    assertThat(new Address(URI.create("https://me:secret@a/v1?key=secret"), "URL").toString())
        .isEqualTo("https://a/v1");
  }

  @ParameterizedTest
  @CsvSource({"ftp://a/v1", "localhost:8090", "/v1"})
  void whatIsNoAddressIsRefusedWithItsVariable(String base) {
    assertThatThrownBy(() -> new Address(URI.create(base), "INTENT_UPSTREAM_URL"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("INTENT_UPSTREAM_URL", "http://localhost:8090/v1");
  }
}
