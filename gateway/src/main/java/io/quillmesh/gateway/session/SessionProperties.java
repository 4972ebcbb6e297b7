package io.quillmesh.gateway.session;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose tokens are accepted. {@code application.yml} explains each setting.
 *
 * @param issuerUri an OpenID Connect issuer; empty for anonymous sessions, signed here
 * @param audience the audience that an issuer's tokens must have; empty for no check
 * @param tenantClaim the claim that identifies the tenant; empty without tenants
 * @param clockSkew by how much an issuer's clock may differ from the gateway's
 * @param key the key of anonymous sessions, base64; empty for a random one
 * @param lifetime how long an anonymous session's token is valid
 * @param allowedOrigins origins, in addition to the gateway's own, whose pages may use it; in a
 *     port or host, {@code *} stands for any
 */
@ConfigurationProperties("quillmesh.session")
record SessionProperties(
    @DefaultValue("") String issuerUri,
    @DefaultValue("") String audience,
    @DefaultValue("") String tenantClaim,
    @DefaultValue("30s") Duration clockSkew,
    @DefaultValue("") String key,
    @DefaultValue("30d") Duration lifetime,
    @DefaultValue List<String> allowedOrigins) {

  private static final Pattern ORIGIN = Pattern.compile("\\*|[a-z*][a-z0-9+.*-]*://[^/?#\\s]+/?");

  SessionProperties {
    if (!lifetime.isPositive()) {
      throw new IllegalArgumentException("quillmesh.session.lifetime must be above zero");
    }
    if (clockSkew.isNegative()) {
      throw new IllegalArgumentException("quillmesh.session.clock-skew must not be negative");
    }
    allowedOrigins = allowedOrigins.stream().map(String::strip).filter(o -> !o.isEmpty()).toList();
    allowedOrigins.forEach(SessionProperties::checkOrigin);
  }

  /** An origin that can match nothing would go unnoticed until somebody is refused. */
  private static void checkOrigin(String origin) {
    if (!ORIGIN.matcher(origin).matches()) {
      throw new IllegalArgumentException(
          "quillmesh.session.allowed-origins (ALLOWED_ORIGINS) must be origins, separated by"
              + " commas: a scheme, a host, and a port if it is not the scheme's own, such as"
              + " https://app.example.com; it has "
              + origin);
    }
  }

  boolean anonymous() {
    return issuerUri.isBlank();
  }

  /** Without the key, because no log may show it. */
  @Override
  public String toString() {
    return anonymous() ? "anonymous sessions" : "tokens of " + issuerUri;
  }
}
