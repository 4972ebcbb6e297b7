package io.quillmesh.gateway.proxy;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/** Tells proxies from clients, by their addresses. */
final class TrustedProxies {
  /** {@code 192.0.2.1:4711}, {@code [2001:db8::1]:4711}, {@code fe80::1%eth0}, or just those. */
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
   * The client's address. A proxy cares for one of the headers and lets the others through as the
   * client sent them; which is which cannot be seen. So if they name different strangers, none of
   * them counts.
   *
   * @param peer who asks this process
   */
  String client(String peer, ForwardedHeaders headers) {
    List<String> named = headers.ways().stream().map(way -> client(peer, way)).distinct().toList();
    List<String> strangers = named.stream().filter(Predicate.not(this::include)).toList();
    List<String> clients = strangers.isEmpty() ? named : strangers;
    return clients.size() == 1 ? clients.getFirst() : peer;
  }

  /**
   * Each proxy appends who asked it, so the way is read from its end: what stands before the first
   * stranger is that stranger's own word.
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

  /** An address in its one form, so that two spellings are one client; empty if it is none. */
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
