package io.quillmesh.gateway.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.SecretKey;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/** Sessions for everybody, if there is no issuer that knows people: a signed random subject. */
final class AnonymousSessions {
  static final String ISSUER = "quillmesh-gateway";

  /** The claim with the origin of the page that got the token. It identifies the page's sockets. */
  static final String ORIGIN = "origin";

  private final SecretKey key;
  private final JwtEncoder encoder;
  private final Duration lifetime;
  private final Clock clock;

  AnonymousSessions(SecretKey key, Duration lifetime, Clock clock) {
    this.key = key;
    this.encoder = NimbusJwtEncoder.withSecretKey(key).algorithm(MacAlgorithm.HS256).build();
    this.lifetime = lifetime;
    this.clock = clock;
  }

  /**
   * A session's token, as its owner gets it.
   *
   * @param token a JWT
   * @param expiresAt its end, by the server's clock; renew it before
   * @param expiresIn the seconds from now until then, for clients whose clock is wrong
   */
  record Session(String token, Instant expiresAt, long expiresIn) {}

  /**
   * @param origin the origin of the gateway's own page that asks
   */
  Session begin(Optional<String> origin) {
    return of(UUID.randomUUID().toString(), origin);
  }

  Session renew(Identity identity, Optional<String> origin) {
    return of(identity.owner().subject(), origin);
  }

  private Session of(String subject, Optional<String> origin) {
    // The times in a JWT are whole seconds. The field next to the token should say the same.
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Instant end = now.plus(lifetime);
    JwtClaimsSet.Builder claims =
        JwtClaimsSet.builder().issuer(ISSUER).subject(subject).issuedAt(now).expiresAt(end);
    origin.ifPresent(page -> claims.claim(ORIGIN, page));
    JwsHeader header = JwsHeader.with(MacAlgorithm.HS256).type("JWT").build();
    String token =
        encoder.encode(JwtEncoderParameters.from(header, claims.build())).getTokenValue();
    return new Session(token, end, lifetime.toSeconds());
  }

  /** Accepts only tokens that were signed here. */
  JwtDecoder decoder() {
    NimbusJwtDecoder decoder =
        NimbusJwtDecoder.withSecretKey(key).macAlgorithm(MacAlgorithm.HS256).build();
    decoder.setJwtValidator(TokenRules.of(ISSUER, "", "", Duration.ZERO, clock));
    return decoder;
  }
}
