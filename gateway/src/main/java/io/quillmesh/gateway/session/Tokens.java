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
   * Whose a token is; empty when it is not (or no longer) valid.
   *
   * @throws org.springframework.security.oauth2.jwt.JwtException if that cannot be told just now,
   *     the issuer being out of reach
   */
  public Optional<Identity> read(String token) {
    try {
      return Optional.of(identity(decoder.decode(token)));
    } catch (BadJwtException e) {
      return Optional.empty();
    }
  }

  /** What a token that was found valid says; TokenRules has made sure that it says it. */
  Identity identity(Jwt jwt) {
    String tenant = tenantClaim.isBlank() ? "" : claim(jwt, tenantClaim);
    return new Identity(
        new Owner(claim(jwt, JwtClaimNames.SUB), tenant),
        Objects.requireNonNull(jwt.getExpiresAt(), JwtClaimNames.EXP),
        isOurs(jwt) ? jwt.getClaimAsString(AnonymousSessions.ORIGIN) : null);
  }

  /** Another issuer may mean anything by a claim of that name. */
  private static boolean isOurs(Jwt jwt) {
    return AnonymousSessions.ISSUER.equals(jwt.getClaimAsString(JwtClaimNames.ISS));
  }

  private static String claim(Jwt jwt, String name) {
    return Objects.requireNonNull(jwt.getClaimAsString(name), name);
  }
}
