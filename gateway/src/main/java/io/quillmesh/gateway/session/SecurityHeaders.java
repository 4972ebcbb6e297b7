package io.quillmesh.gateway.session;

import io.quillmesh.gateway.page.ImportMap;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** What browsers must forbid. */
final class SecurityHeaders {
  /**
   * Nothing from elsewhere and nothing inline, because the page shows text that models wrote. Even
   * if the sanitiser misses a tag, the tag can neither run nor call home. The one exception is the
   * page's import map, which browsers accept only inline: exactly its text is allowed.
   */
  static final String CONTENT_SECURITY_POLICY =
      String.join(
          "; ",
          "default-src 'none'",
          "script-src 'self' " + ImportMap.source(),
          "style-src 'self'",
          "img-src 'self' data:",
          "font-src 'self'",
          "manifest-src 'self'",
          "connect-src 'self'",
          "base-uri 'self'",
          "form-action 'none'",
          "frame-ancestors 'none'");

  private SecurityHeaders() {}

  static void apply(HeadersConfigurer<HttpSecurity> headers) {
    headers
        .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
        .permissionsPolicyHeader(
            permissions -> permissions.policy("camera=(), geolocation=(), microphone=()"))
        .crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN));
  }
}
