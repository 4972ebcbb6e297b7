package io.quillmesh.gateway.proxy;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * Which proxies are trusted. {@code application.yml} explains each setting.
 *
 * @param trusted addresses and networks (CIDR), IPv4 or IPv6; {@code private} stands for this
 *     machine and private networks, {@code none} for none
 */
@ConfigurationProperties("quillmesh.proxies")
record ProxyProperties(@DefaultValue("private") List<String> trusted) {

  /** RFC 1122, 1918, 3927, 4193, 4291 and 6598: addresses that no stranger on the internet has. */
  private static final List<String> PRIVATE =
      List.of(
          "127.0.0.0/8",
          "10.0.0.0/8",
          "172.16.0.0/12",
          "192.168.0.0/16",
          "169.254.0.0/16",
          "100.64.0.0/10",
          "::1/128",
          "fc00::/7",
          "fe80::/10");

  List<IpAddressMatcher> networks() {
    return trusted.stream()
        .map(String::strip)
        .filter(entry -> !entry.isEmpty() && !entry.equals("none"))
        .flatMap(entry -> entry.equals("private") ? PRIVATE.stream() : Stream.of(entry))
        .map(ProxyProperties::network)
        .toList();
  }

  private static IpAddressMatcher network(String entry) {
    try {
      return new IpAddressMatcher(entry);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "quillmesh.proxies.trusted (TRUSTED_PROXIES) must be addresses or networks, such as"
              + " 192.0.2.7 or 2001:db8::/32, separated by commas, or \"private\", or \"none\"; it"
              + " has "
              + entry,
          e);
    }
  }
}
