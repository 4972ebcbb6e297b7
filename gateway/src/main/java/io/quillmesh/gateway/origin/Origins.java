package io.quillmesh.gateway.origin;

import io.quillmesh.gateway.proxy.AskedFor;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsConfiguration;

/**
 * The origins whose pages may use the gateway: its own, and the configured ones. A request without
 * an {@code Origin} header does not come from a page and is not checked.
 *
 * <p>The gateway's own origin is the one that the browser sees, even if proxies change the request
 * on its way; docs/decisions/0017 has the reasons.
 */
public final class Origins {
  private static final Logger log = LoggerFactory.getLogger(Origins.class);
  private static final List<String> LOCAL =
      List.of("http://localhost:[*]", "http://127.0.0.1:[*]", "http://[::1]:[*]");

  /** Strangers choose these names, so the log shows only so many, and each of them once. */
  private static final int MOST_LOGGED = 100;

  private final CorsConfiguration cors;
  private final Set<String> logged = ConcurrentHashMap.newKeySet();

  public Origins(List<String> configured) {
    cors = new CorsConfiguration();
    cors.setAllowedOriginPatterns(configured.isEmpty() ? LOCAL : configured);
    cors.setAllowedMethods(List.of("GET", "HEAD", "POST", "PATCH", "DELETE"));
    cors.setAllowedHeaders(List.of("Authorization", "Content-Type", "Accept", "Last-Event-ID"));
    cors.setExposedHeaders(List.of("Retry-After", "Location", "Content-Disposition"));
    // Tokens travel in a header that a page sets itself. There are no cookies.
    cors.setAllowCredentials(false);
  }

  /** What pages at the configured origins may do. */
  public CorsConfiguration cors() {
    return cors;
  }

  /**
   * The origin of a page that may not use the gateway; empty if it may, or if no page asks.
   *
   * @param ofToken the origin of the page that got the request's token; null if that is not known
   */
  public Optional<String> refused(HttpServletRequest request, @Nullable String ofToken) {
    Optional<String> refused =
        origin(request)
            .filter(origin -> cors.checkOrigin(origin) == null)
            .filter(origin -> !isOwn(request, origin))
            .filter(origin -> !origin.equals(ofToken));
    refused.ifPresent(this::tell);
    return refused;
  }

  /** The origin of the page that asks, if it is the gateway's own. */
  public static Optional<String> own(HttpServletRequest request) {
    return origin(request).filter(origin -> isOwn(request, origin));
  }

  private static Optional<String> origin(HttpServletRequest request) {
    return Optional.ofNullable(request.getHeader(HttpHeaders.ORIGIN));
  }

  private static boolean isOwn(HttpServletRequest request, String origin) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      // The browser itself says this, and no page can change it. Browsers say it only to https and
      // localhost, and not every browser says it for sockets.
      return site.equals("same-origin");
    }
    AskedFor asked = AskedFor.of(request);
    return WebOrigin.parse(origin)
        .filter(
            page -> asked.hosts().stream().anyMatch(host -> page.isAt(host, asked.throughProxy())))
        .isPresent();
  }

  private void tell(String origin) {
    if (logged.size() < MOST_LOGGED && logged.add(origin)) {
      log.atWarn()
          .addKeyValue("origin", shown(origin))
          .log(
              "A page of another origin was refused. If it is to use this gateway, add its origin"
                  + " to ALLOWED_ORIGINS; if it is this gateway's own page, behind a proxy, have"
                  + " the proxy pass the Host header on.");
    }
  }

  /** An origin in a form that can be shown, because a stranger wrote it. */
  public static String shown(String origin) {
    String printable = origin.replaceAll("[^\\x21-\\x7e]", "?");
    return printable.length() <= 70 ? printable : printable.substring(0, 67) + "...";
  }
}
