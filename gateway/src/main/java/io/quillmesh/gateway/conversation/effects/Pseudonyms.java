package io.quillmesh.gateway.conversation.effects;

import io.quillmesh.gateway.conversation.Owner;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * How agents, and everyone who reads their events, see a person: the same value in every turn of
 * one person, and no way back to the subject without the deployment's key (HMAC-SHA256, RFC 2104).
 */
public final class Pseudonyms {
  /** No pseudonyms, because there is no key. */
  public static final Pseudonyms NONE = new Pseudonyms(null);

  private static final String ALGORITHM = "HmacSHA256";

  /** As long as the hash, by RFC 2104 section 3. */
  private static final int BYTES = 32;

  private static final String REMEDY = "; make one with: openssl rand -base64 32";

  private final @Nullable SecretKeySpec key;

  private Pseudonyms(@Nullable SecretKeySpec key) {
    this.key = key;
  }

  /**
   * Made with the key of the settings.
   *
   * @param base64 the key, the same on all instances; empty for none
   * @throws IllegalArgumentException if it is not base64 or too short; the message does not repeat
   *     it
   */
  public static Pseudonyms withKey(String base64) {
    if (base64.isBlank()) {
      return NONE;
    }
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("SUBJECT_KEY is not base64" + REMEDY, e);
    }
    if (bytes.length < BYTES) {
      throw new IllegalArgumentException(
          "SUBJECT_KEY has %d bytes, expected %d%s".formatted(bytes.length, BYTES, REMEDY));
    }
    return new Pseudonyms(new SecretKeySpec(bytes, ALGORITHM));
  }

  /** The owner's, in hexadecimal; empty without a key. */
  public String of(Owner owner) {
    if (key == null) {
      return "";
    }
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      // With a separator, or "ab" of tenant "" would be "b" of tenant "a".
      String person = owner.tenant() + "\0" + owner.subject();
      return HexFormat.of().formatHex(mac.doFinal(person.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
    }
  }
}
