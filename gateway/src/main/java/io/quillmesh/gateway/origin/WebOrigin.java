package io.quillmesh.gateway.origin;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A web page's origin (RFC 6454). */
record WebOrigin(String host, int port) {
  private static final String AUTHORITY = "(\\[[^]/]+]|[^:/\\[\\]]+)(?::(\\d{1,5}))?";
  private static final Pattern HOST = Pattern.compile(AUTHORITY);
  private static final Pattern ORIGIN = Pattern.compile("(https?)://" + AUTHORITY);

  /** Empty if the text is not an origin, such as {@code null}. */
  static Optional<WebOrigin> parse(String text) {
    Matcher origin = ORIGIN.matcher(text.toLowerCase(Locale.ROOT));
    return origin.matches()
        ? Optional.of(
            new WebOrigin(
                origin.group(2),
                origin.group(3) != null
                    ? Integer.parseInt(origin.group(3))
                    : defaultPort(origin.group(1))))
        : Optional.empty();
  }

  private static int defaultPort(String scheme) {
    return scheme.equals("https") ? 443 : 80;
  }

  /**
   * Whether this is the origin of a request to this name. The schemes are not compared, because
   * they differ if a proxy ends TLS.
   *
   * @param name a host, with or without its port
   * @param portMayLack whether a proxy may have removed the port, as nginx's {@code $host} does
   */
  boolean isAt(String name, boolean portMayLack) {
    Matcher authority = HOST.matcher(name.toLowerCase(Locale.ROOT));
    if (!authority.matches() || !authority.group(1).equals(host)) {
      return false;
    }
    return authority.group(2) == null
        ? portMayLack || port == 80 || port == 443
        : Integer.parseInt(authority.group(2)) == port;
  }
}
