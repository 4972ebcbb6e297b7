package io.quillmesh.gateway.session;

import java.util.List;
import org.springframework.web.cors.CorsConfiguration;

/**
 * The origins whose pages may use the gateway, beside its own. What is no page (no {@code Origin}
 * header) is not asked.
 */
public final class Origins {
  private static final List<String> LOCAL =
      List.of("http://localhost:[*]", "http://127.0.0.1:[*]", "http://[::1]:[*]");

  private final List<String> patterns;

  Origins(List<String> configured) {
    this.patterns = configured.isEmpty() ? LOCAL : configured;
  }

  /** Origin patterns in Spring's form. */
  public List<String> patterns() {
    return patterns;
  }

  CorsConfiguration cors() {
    CorsConfiguration cors = new CorsConfiguration();
    cors.setAllowedOriginPatterns(patterns);
    cors.setAllowedMethods(List.of("GET", "HEAD", "POST", "PATCH", "DELETE"));
    cors.setAllowedHeaders(List.of("Authorization", "Content-Type", "Accept"));
    cors.setExposedHeaders(List.of("Retry-After", "Location", "Content-Disposition"));
    // Tokens travel in a header that a page sets itself; cookies there are none.
    cors.setAllowCredentials(false);
    return cors;
  }
}
