package io.quillmesh.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class SessionKeyTest {

  @Test
  void takesAKeyOf32Bytes() {
    // When, Then
    assertThat(SessionKey.of(Base64.getEncoder().encodeToString(new byte[32])).getEncoded())
        .hasSize(32);
  }

  @Test
  void refusesAShortKeyWithoutRepeatingIt() {
    // Given
    String key = Base64.getEncoder().encodeToString(new byte[9]);
    // When, Then
    assertThatThrownBy(() -> SessionKey.of(key))
        .hasMessageContaining("SESSION_KEY has 9 bytes, HS256 needs 32")
        .hasMessageContaining("openssl rand -base64 32")
        .message()
        .doesNotContain(key);
  }

  @Test
  void refusesWhatIsNotBase64() {
    // When, Then
    assertThatThrownBy(() -> SessionKey.of("not base64!")).hasMessageContaining("not base64");
  }

  @Test
  void makesARandomKeyWithoutASetting() {
    // When, Then
    assertThat(SessionKey.of("").getEncoded()).isNotEqualTo(SessionKey.of("").getEncoded());
  }
}
