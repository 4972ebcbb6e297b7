package io.quillmesh.gateway.proxy;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/** Distinguishes proxies from clients by their addresses. */
final class TrustedProxies {
  /**
   * {@code 192.0.2.1:4711}, {@code [2001:db8::1]:4711}, {@code fe80::1%eth0}, or only the address.
   */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "\\[(?<bracketed>[0-9A-Fa-f:.]+)(%[^]]*)?](:\\d+)?"
              + "|(?<v4>[0-9.]+)(:\\d+)?"
              + "|(?<v6>[0-9A-Fa-f:.]+)(%.*)?");

  private final List<IpAddressMatcher> networks;

  TrustedProxies(List<IpAddressMatcher> networks) {
    this.networks = networks;
  }

  boolean include(String address) {
    return networks.stream().anyMatch(network -> network.matches(address));
  }

  /**
   * The client's address. A proxy sets one of the headers and passes on the others as the client
   * sent them. Nobody can see which one it sets. So if the headers name different strangers, none
   * of them counts.
   *
   * @param peer the address that connects to this process
   */
  String client(String peer, ForwardedHeaders headers) {
    List<String> named = headers.ways().stream().map(way -> client(peer, way)).distinct().toList();
    List<String> strangers = named.stream().filter(Predicate.not(this::include)).toList();
    List<String> clients = strangers.isEmpty() ? named : strangers;
    return clients.size() == 1 ? clients.getFirst() : peer;
  }

  /**
   * Each proxy appends the address that sent it the request, so the list is read from its end. What
   * comes before the first stranger is only that stranger's claim.
   */
  private String client(String peer, List<String> way) {
    String nearest = peer;
    for (String sender : way.reversed()) {
      Optional<String> address = include(nearest) ? address(sender) : Optional.empty();
      if (address.isEmpty()) {
        break;
      }
      nearest = address.get();
    }
    return nearest;
  }

  /**
   * An address in its canonical form, so that two spellings are one client; empty if the text is
   * not an address.
   */
  static Optional<String> address(String text) {
    Matcher address = ADDRESS.matcher(text);
    return address.matches()
        ? Stream.of("bracketed", "v4", "v6")
            .flatMap(group -> Stream.ofNullable(address.group(group)))
            .findFirst()
            .flatMap(TrustedProxies::canonical)
        : Optional.empty();
  }

  private static Optional<String> canonical(String literal) {
    try {
      return Optional.of(InetAddress.ofLiteral(literal).getHostAddress());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
