package io.quillmesh.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1",
    "2001:db8:1:2::3, 2001:db8:1:2:ffff:ffff:ffff:ffff",
    "::ffff:192.0.2.1, 192.0.2.1",
    "fe80::1%1, fe80::2"
  })
  void isOnePlace(String one, String other) {
    assertThat(ClientAddress.of(one)).isEqualTo(ClientAddress.of(other));
  }

  @ParameterizedTest
  @CsvSource({"192.0.2.1, 192.0.2.2", "2001:db8:1:2::3, 2001:db8:1:3::3", "unknown, 192.0.2.1"})
  void isAnotherPlace(String one, String other) {
    assertThat(ClientAddress.of(one)).isNotEqualTo(ClientAddress.of(other));
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, true",
    "127.9.9.9, true",
    "::1, true",
    "10.0.0.1, false",
    "unknown, false"
  })
  void knowsThisMachine(String address, boolean isLocal) {
    assertThat(ClientAddress.of(address).isLocal()).isEqualTo(isLocal);
  }
}
