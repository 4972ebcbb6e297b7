package io.quillmesh.gateway.session;

import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The key that signs anonymous sessions. */
final class SessionKey {
  private static final Logger log = LoggerFactory.getLogger(SessionKey.class);

  /** RFC 7518 section 3.2: HS256 needs a key as long as its hash. */
  private static final int BYTES = 32;

  private static final String REMEDY = "; make one with: openssl rand -base64 32";

  private SessionKey() {}

  /**
   * The key from the settings, or a random one if none is set.
   *
   * @throws IllegalStateException if the key is not base64 or is too short; the message does not
   *     contain it
   */
  static SecretKey of(String base64) {
    if (base64.isBlank()) {
      log.warn("SESSION_KEY is not set: sessions end with this process, and are valid only here");
      byte[] random = new byte[BYTES];
      new SecureRandom().nextBytes(random);
      return key(random);
    }
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("SESSION_KEY is not base64" + REMEDY, e);
    }
    if (bytes.length < BYTES) {
      throw new IllegalStateException(
          "SESSION_KEY has " + bytes.length + " bytes, HS256 needs " + BYTES + REMEDY);
    }
    return key(bytes);
  }

  private static SecretKey key(byte[] bytes) {
    return new SecretKeySpec(bytes, "HmacSHA256");
  }
}
