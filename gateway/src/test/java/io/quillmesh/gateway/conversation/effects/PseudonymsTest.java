package io.quillmesh.gateway.conversation.effects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.quillmesh.gateway.conversation.Owner;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class PseudonymsTest {
  private static final String KEY = base64("0123456789abcdef0123456789abcdef");
  private static final Owner ANNA = new Owner("anna@example.com", "");

  @Test
  void onePersonHasOneInOneDeployment() {
    // printf '\0anna@example.com' | openssl dgst -sha256 -hmac 0123456789abcdef0123456789abcdef
    assertThat(Pseudonyms.withKey(KEY).of(ANNA))
        .isEqualTo("a5639eef330beaf349039b0923da36fe0463e2e26eb03a882e96548c48f25532")
        .isEqualTo(Pseudonyms.withKey(KEY).of(new Owner("anna@example.com", "")));
  }

  @Test
  void othersHaveOthers() {
    Pseudonyms pseudonyms = Pseudonyms.withKey(KEY);

    assertThat(pseudonyms.of(ANNA))
        .isNotEqualTo(pseudonyms.of(new Owner("ben@example.com", "")))
        .isNotEqualTo(pseudonyms.of(new Owner("anna@example.com", "acme")))
        .isNotEqualTo(Pseudonyms.withKey(base64("f123456789abcdef0123456789abcdef")).of(ANNA));
    assertThat(pseudonyms.of(new Owner("b", "a"))).isNotEqualTo(pseudonyms.of(new Owner("ab", "")));
  }

  @Test
  void withoutAKeyNobodyHasOne() {
    assertThat(Pseudonyms.withKey("").of(ANNA)).isEmpty();
  }

  @Test
  void aBadKeyStopsTheStartAndIsNotRepeated() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Pseudonyms.withKey("c2VjcmV0"))
        .withMessage(
            "SUBJECT_KEY has 6 bytes, expected 32; make one with: openssl rand -base64 32");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Pseudonyms.withKey("sec ret"))
        .withMessage("SUBJECT_KEY is not base64; make one with: openssl rand -base64 32");
  }

  private static String base64(String key) {
    return Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }
}
