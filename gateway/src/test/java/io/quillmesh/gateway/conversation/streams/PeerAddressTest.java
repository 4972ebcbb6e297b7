package io.quillmesh.gateway.conversation.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeerAddressTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.1.2.3:8080",
        "http://10.1.2.3",
        "http://:8080",
        "http://0.0.0.0:8080",
        "http://gateway:8080/",
        "http://gateway:8080?a=b",
        "http://user@gateway:8080",
        "ftp://gateway:8080",
        "http://gate way:8080"
      })
  void refusesWhatIsNoAddressAndSaysWhatIs(String text) {
    assertThatThrownBy(() -> PeerAddress.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ADVERTISED_URL")
        .hasMessageContaining("http://10.1.2.3:8080")
        .hasMessageEndingWith(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://gateway-2:8080", "https://10.1.2.3:443", "http://[fd00::1]:8080"})
  void findsOthersAsItIsFound(String url) {
    // Given
    PeerAddress own = PeerAddress.of(url);
    // When
    HostInfo told = HostInfo.buildFromEndpoint(own.server().orElseThrow());
    // Then
    assertThat(own.of(told)).contains(URI.create(url));
  }

  @Test
  void findsNobodyWithoutAnAddress() {
    assertThat(PeerAddress.of("").server()).isEmpty();
    assertThat(PeerAddress.of("").of(new HostInfo("gateway", 8080))).isEmpty();
    assertThat(PeerAddress.of("http://gateway:8080").of(HostInfo.unavailable())).isEmpty();
  }
}
