package io.quillmesh.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What Confluent's client gets and logs. */
class RegistryAddressTest {

  @Test
  void theUserAndThePasswordAreNoPartOfTheUrl() {
    RegistryAddress address = RegistryAddress.of("https://anna:s%40cret@registry/apis/ccompat/v7");

    assertThat(address.url()).isEqualTo("https://registry/apis/ccompat/v7");
    assertThat(address.userInfo()).isEqualTo("anna:s@cret");
    assertThat(address).hasToString("https://registry/apis/ccompat/v7");
  }

  @Test
  void withoutThemAnAddressIsWhatItWas() {
    String several = "http://one:8081/x@y,http://two:8081";

    assertThat(RegistryAddress.of(several)).isEqualTo(new RegistryAddress(several, ""));
  }
}
