package io.quillmesh.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** The client of a request, as the rest of the gateway sees it. */
class ProxyFilterTest {
  private static final String STRANGER = "203.0.113.9";

  private final MockHttpServletRequest request = new MockHttpServletRequest();

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "10.1.2.3", "172.18.0.1", "0:0:0:0:0:0:0:1", "fd00::5"})
  void believesAProxyOnThisMachineOrInAPrivateNetwork(String proxy) throws Exception {
    request.setRemoteAddr(proxy);
    request.addHeader("X-Forwarded-For", STRANGER);

    assertThat(client("private")).isEqualTo(STRANGER);
  }

  @Test
  void believesNoStranger() throws Exception {
    request.setRemoteAddr(STRANGER);
    request.addHeader("Host", "quill.example");
    request.addHeader("X-Forwarded-For", "192.0.2.1");
    request.addHeader("X-Forwarded-Host", "evil.example");
    request.addHeader("Forwarded", "for=192.0.2.1;host=evil.example");
    request.addHeader("X-Real-IP", "192.0.2.1");
    request.addHeader("X-Forwarded-Prefix", "/evil");

    assertThat(client("private")).isEqualTo(STRANGER);
    assertThat(AskedFor.of(request)).isEqualTo(new AskedFor(List.of("quill.example"), "", false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          none              | 127.0.0.1
          192.0.2.0/24      | 127.0.0.1
          127.0.0.1         | 203.0.113.9
          192.0.2.7, ::1/128, 127.0.0.0/8 | 203.0.113.9
          """)
  void believesThoseThatAreNamedAlone(String trusted, String client) throws Exception {
    request.setRemoteAddr("127.0.0.1");
    request.addHeader("X-Forwarded-For", STRANGER);

    assertThat(client(trusted.split(","))).isEqualTo(client);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # a client that makes up an address, and one that makes up a proxy
          1.2.3.4, 203.0.113.9              | 203.0.113.9
          1.2.3.4, 10.0.0.1, 203.0.113.9    | 203.0.113.9
          # a chain of proxies in private networks
          203.0.113.9, 10.0.0.1             | 203.0.113.9
          203.0.113.9, fd00::1, 10.0.0.1    | 203.0.113.9
          # a public proxy that nobody has named is a client like any other
          203.0.113.9, 192.0.2.1            | 192.0.2.1
          # a client in a private network
          10.0.0.8                          | 10.0.0.8
          # with ports, in brackets, in another spelling
          203.0.113.9:4711                  | 203.0.113.9
          2001:DB8::9                       | 2001:db8:0:0:0:0:0:9
          [2001:db8::9]:4711                | 2001:db8:0:0:0:0:0:9
          ::ffff:203.0.113.9                | 203.0.113.9
          # what is no address
          unknown                           | 127.0.0.1
          203.0.113.9, _hidden              | 127.0.0.1
          quill.example                     | 127.0.0.1
          203.0.113.9, 300.1.1.1.1          | 127.0.0.1
          ,,                                | 127.0.0.1
          """)
  void readsTheWayFromItsEnd(String forwardedFor, String client) throws Exception {
    request.setRemoteAddr("127.0.0.1");
    request.addHeader("X-Forwarded-For", forwardedFor);

    assertThat(client("private")).isEqualTo(client);
  }

  @Test
  void readsSeveralHeadersAsOne() throws Exception {
    request.setRemoteAddr("127.0.0.1");
    request.addHeader("X-Forwarded-For", "1.2.3.4");
    request.addHeader("X-Forwarded-For", "203.0.113.9, 10.0.0.1");

    assertThat(client("private")).isEqualTo(STRANGER);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          for=203.0.113.9;proto=https;host=quill.example         | 203.0.113.9
          For="[2001:db8::9]:4711"                               | 2001:db8:0:0:0:0:0:9
          for=1.2.3.4, for=203.0.113.9;by=10.0.0.2, for=10.0.0.1 | 203.0.113.9
          for=unknown                                            | 127.0.0.1
          for=_SEVKISEK                                          | 127.0.0.1
          proto=https                                            | 127.0.0.1
          for                                                    | 127.0.0.1
          """)
  void readsTheStandardHeader(String forwarded, String client) throws Exception {
    request.setRemoteAddr("127.0.0.1");
    request.addHeader("Forwarded", forwarded);

    assertThat(client("private")).isEqualTo(client);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # the proxy's own, and what a client has sent to get another address
          203.0.113.9 | for=1.2.3.4     |             | 127.0.0.1
          1.2.3.4     | for=203.0.113.9 |             | 127.0.0.1
          1.2.3.4     |                 | 203.0.113.9 | 127.0.0.1
          # they agree
          203.0.113.9 | for=203.0.113.9 | 203.0.113.9 | 203.0.113.9
                      |                 | 203.0.113.9 | 203.0.113.9
          # the second of two proxies says of the first one only that it was there
          203.0.113.9, 10.0.0.1 |       | 10.0.0.1    | 203.0.113.9
          """)
  void believesNoHeaderThatAnotherOneContradicts(
      @Nullable String forwardedFor,
      @Nullable String forwarded,
      @Nullable String realIp,
      String client)
      throws Exception {
    request.setRemoteAddr("127.0.0.1");
    add("X-Forwarded-For", forwardedFor);
    add("Forwarded", forwarded);
    add("X-Real-IP", realIp);

    assertThat(client("private")).isEqualTo(client);
  }

  @Test
  void knowsTheNamesThatProxiesWereAskedUnder() throws Exception {
    request.setRemoteAddr("127.0.0.1");
    request.addHeader("Host", "gateway:8080");
    request.addHeader("X-Forwarded-Host", "quill.example:8443, inner.example");
    request.addHeader("Forwarded", "for=1.2.3.4;host=\"[2001:db8::1]:8443\"");

    client("private");

    assertThat(AskedFor.of(request).hosts())
        .containsExactly(
            "gateway:8080", "quill.example:8443", "inner.example", "[2001:db8::1]:8443");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /quill         | /quill
          /quill/        | /quill
          /apps, /quill/ | /apps/quill
          quill          | ''
          /              | ''
          //evil.example | ''
          /"><script>    | ''
          """)
  void knowsWhatProxiesTookOffThePath(String header, String prefix) throws Exception {
    request.setRemoteAddr("127.0.0.1");
    request.addHeader("X-Forwarded-Prefix", header);

    client("private");

    assertThat(AskedFor.of(request).prefix()).isEqualTo(prefix);
  }

  @ParameterizedTest
  @ValueSource(strings = {"proxy.example", "10.0.0.0/33", "10.0.0.0/x", "privat"})
  void saysWhatASettingShouldBe(String trusted) {
    assertThatThrownBy(() -> new ProxyProperties(List.of(trusted)).networks())
        .hasMessageContaining("TRUSTED_PROXIES")
        .hasMessageContaining(trusted);
  }

  private void add(String header, @Nullable String value) {
    if (value != null) {
      request.addHeader(header, value);
    }
  }

  private String client(String... trusted) throws Exception {
    ProxyProperties settings = new ProxyProperties(List.of(trusted));
    MockFilterChain chain = new MockFilterChain();
    new ProxyFilter(new TrustedProxies(settings.networks()))
        .doFilter(request, new MockHttpServletResponse(), chain);
    return Objects.requireNonNull(chain.getRequest()).getRemoteAddr();
  }
}
