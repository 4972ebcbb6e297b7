package io.quillmesh.endtoend.authorisation;

import io.quillmesh.endtoend.client.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tokens that look like somebody's. Each has the same content as a valid one, except for what its
 * name says.
 */
enum BadToken {
  MALFORMED {
    @Override
    String of(String subject, byte[] key) {
      return "not.a.token";
    }
  },
  ANOTHER_KEY {
    @Override
    String of(String subject, byte[] key) {
      byte[] another = key.clone();
      another[0] ^= 1;
      return signed(HS256, claims(subject, LATER), another);
    }
  },
  EXPIRED {
    @Override
    String of(String subject, byte[] key) {
      return signed(HS256, claims(subject, Instant.now().minusSeconds(1)), key);
    }
  },
  WITHOUT_END {
    @Override
    String of(String subject, byte[] key) {
      Map<String, Object> endless = new TreeMap<>(claims(subject, LATER));
      endless.remove("exp");
      return signed(HS256, endless, key);
    }
  },
  ANOTHER_ISSUER {
    @Override
    String of(String subject, byte[] key) {
      Map<String, Object> foreign = new TreeMap<>(claims(subject, LATER));
      foreign.put("iss", "https://elsewhere.example");
      return signed(HS256, foreign, key);
    }
  },
  ALG_NONE {
    @Override
    String of(String subject, byte[] key) {
      return unsigned(Map.of("alg", "none", "typ", "JWT"), claims(subject, LATER)) + ".";
    }
  },
  /** Some libraries compare the name case-sensitively, and look it up case-insensitively. */
  ALG_NONE_IN_CAPITALS {
    @Override
    String of(String subject, byte[] key) {
      return unsigned(Map.of("alg", "nOnE"), claims(subject, LATER)) + ".";
    }
  },
  /** Correctly signed, and then declared unsigned. */
  ALG_NONE_AND_A_SIGNATURE {
    @Override
    String of(String subject, byte[] key) {
      return signed(Map.of("alg", "none"), claims(subject, LATER), key);
    }
  },
  WITHOUT_SIGNATURE {
    @Override
    String of(String subject, byte[] key) {
      return unsigned(HS256, claims(subject, LATER)) + ".";
    }
  },
  EMPTY_KEY {
    @Override
    String of(String subject, byte[] key) {
      // RFC 2104 fills up a short key with zeros, so this is the empty key.
      return signed(HS256, claims(subject, LATER), new byte[1]);
    }
  },
  /** Contains the key for its own verification. */
  ITS_OWN_KEY {
    @Override
    String of(String subject, byte[] key) {
      byte[] own = new byte[HASH_BYTES];
      Arrays.fill(own, (byte) 7);
      Map<String, Object> jwk = Map.of("kty", "oct", "k", base64(own));
      return signed(Map.of("alg", "HS256", "jwk", jwk), claims(subject, LATER), own);
    }
  },
  /** A person's own valid signature with another person's name. */
  ANOTHER_SUBJECT {
    @Override
    String of(String subject, byte[] key) {
      String own = signed(HS256, claims("somebody", LATER), key);
      return unsigned(HS256, claims(subject, LATER)) + own.substring(own.lastIndexOf('.'));
    }
  };

  private static final Map<String, Object> HS256 = Map.of("alg", "HS256", "typ", "JWT");
  private static final Instant LATER = Instant.now().plus(Duration.ofHours(1));
  private static final int HASH_BYTES = 32;

  /**
   * Makes the token.
   *
   * @param subject the person whose it pretends to be
   * @param key the gateway's key
   */
  abstract String of(String subject, byte[] key);

  /**
   * A token as the gateway itself would issue it. It shows that the others fail because of their
   * one fault.
   */
  static String good(String subject, byte[] key) {
    return signed(HS256, claims(subject, LATER), key);
  }

  private static Map<String, Object> claims(String subject, Instant end) {
    return Map.of(
        "iss",
        "quillmesh-gateway",
        "sub",
        subject,
        "iat",
        Instant.now().minusSeconds(60).getEpochSecond(),
        "exp",
        end.getEpochSecond());
  }

  private static String unsigned(Map<String, Object> header, Map<String, Object> claims) {
    return base64(Json.write(header)) + "." + base64(Json.write(claims));
  }

  private static String signed(Map<String, Object> header, Map<String, Object> claims, byte[] key) {
    String content = unsigned(header, claims);
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return content + "." + base64(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String base64(String text) {
    return base64(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
