package io.quillmesh.gateway.conversation.streams;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;

/**
 * The address of this instance for others. Kafka Streams tells all members each other's host and
 * port; the scheme is the same for all.
 *
 * @param url scheme, host and port; null when there are no others
 */
public record PeerAddress(@Nullable URI url) {
  private static final Set<String> SCHEMES = Set.of("http", "https");

  /**
   * @param text empty when there are no other instances
   * @throws IllegalArgumentException if it is not a host's address with a port
   */
  static PeerAddress of(String text) {
    if (text.isBlank()) {
      return new PeerAddress(null);
    }
    try {
      URI url = URI.create(text.strip());
      if (isAddress(url)) {
        return new PeerAddress(url);
      }
    } catch (IllegalArgumentException e) {
      // Reported below.
    }
    throw new IllegalArgumentException(
        "quillmesh.conversation.advertised-url (ADVERTISED_URL) must be where other instances reach"
            + " this one, such as http://10.1.2.3:8080, without a path; it is "
            + text);
  }

  private static boolean isAddress(URI url) {
    return url.getScheme() != null
        && SCHEMES.contains(url.getScheme())
        && url.getHost() != null
        && !url.getHost().equals("0.0.0.0")
        && url.getPort() > 0
        && url.getPath().isEmpty()
        && url.getQuery() == null
        && url.getFragment() == null
        && url.getUserInfo() == null;
  }

  /** Host and port, as Kafka Streams wants them. */
  Optional<String> server() {
    return Optional.ofNullable(url).map(URI::getAuthority);
  }

  /** Another member's address; empty if that member or this one has none. */
  public Optional<URI> of(HostInfo host) {
    if (url == null || host.equals(HostInfo.unavailable())) {
      return Optional.empty();
    }
    // Kafka removes the brackets.
    String name = host.host().contains(":") ? "[" + host.host() + "]" : host.host();
    return Optional.of(URI.create(url.getScheme() + "://" + name + ":" + host.port()));
  }
}
