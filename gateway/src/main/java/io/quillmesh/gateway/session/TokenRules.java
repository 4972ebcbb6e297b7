package io.quillmesh.gateway.session;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;

/** What a token must say, in addition to having a valid signature. */
final class TokenRules {
  /** A subject is part of keys and records, so its length has a limit. */
  private static final int MAX_NAME = 255;

  private TokenRules() {}

  static OAuth2TokenValidator<Jwt> of(
      String issuer, String audience, String tenantClaim, Duration clockSkew, Clock clock) {
    JwtTimestampValidator timestamps = new JwtTimestampValidator(clockSkew);
    timestamps.setClock(clock);
    // A token without an end stays valid, whatever its owner does about it.
    timestamps.setAllowEmptyExpiryClaim(false);
    List<OAuth2TokenValidator<Jwt>> rules = new ArrayList<>();
    rules.add(timestamps);
    rules.add(new JwtIssuerValidator(issuer));
    rules.add(new JwtClaimValidator<>("sub", name()));
    if (!tenantClaim.isBlank()) {
      rules.add(new JwtClaimValidator<>(tenantClaim, name()));
    }
    if (!audience.isBlank()) {
      rules.add(
          new JwtClaimValidator<List<String>>(
              "aud", audiences -> audiences != null && audiences.contains(audience)));
    }
    return new DelegatingOAuth2TokenValidator<>(rules);
  }

  private static Predicate<Object> name() {
    return claim -> claim instanceof String text && !text.isBlank() && text.length() <= MAX_NAME;
  }
}
