package io.quillmesh.gateway.session;

import io.quillmesh.gateway.conversation.Owner;
import java.util.Objects;
import java.util.Optional;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/** Reads tokens where Spring Security's filter does not: a browser's socket has no header. */
public final class Tokens {
  private final JwtDecoder decoder;
  private final String tenantClaim;

  Tokens(JwtDecoder decoder, String tenantClaim) {
    this.decoder = decoder;
    this.tenantClaim = tenantClaim;
  }

  /**
   * The identity in a token; empty if the token is not valid, or not any more.
   *
   * @throws org.springframework.security.oauth2.jwt.JwtException if this is not known at the
   *     moment, because the issuer is unavailable
   */
  public Optional<Identity> read(String token) {
    try {
      return Optional.of(identity(decoder.decode(token)));
    } catch (BadJwtException e) {
      return Optional.empty();
    }
  }

  /** What a valid token says. TokenRules ensures that it says it. */
  Identity identity(Jwt jwt) {
    String tenant = tenantClaim.isBlank() ? "" : claim(jwt, tenantClaim);
    return new Identity(
        new Owner(claim(jwt, JwtClaimNames.SUB), tenant),
        Objects.requireNonNull(jwt.getExpiresAt(), JwtClaimNames.EXP),
        isOurs(jwt) ? jwt.getClaimAsString(AnonymousSessions.ORIGIN) : null);
  }

  /** A claim of this name may mean anything to another issuer. */
  private static boolean isOurs(Jwt jwt) {
    return AnonymousSessions.ISSUER.equals(jwt.getClaimAsString(JwtClaimNames.ISS));
  }

  private static String claim(Jwt jwt, String name) {
    return Objects.requireNonNull(jwt.getClaimAsString(name), name);
  }
}
