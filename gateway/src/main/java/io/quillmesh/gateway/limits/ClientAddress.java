package io.quillmesh.gateway.limits;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Where a client comes from, as the limits count it. For IPv6 that is the first half of the
 * address, because a single computer can use the whole second half.
 *
 * @param name the address, or the network
 * @param isLocal whether it is this machine, so not a stranger
 */
public record ClientAddress(String name, boolean isLocal) {
  private static final int NETWORK_BYTES = 8;

  /**
   * @param remote the request's address; null if the client is already gone
   */
  public static ClientAddress of(@Nullable String remote) {
    if (remote == null) {
      return new ClientAddress("", false);
    }
    try {
      InetAddress address = InetAddress.ofLiteral(remote);
      return new ClientAddress(name(address), address.isLoopbackAddress());
    } catch (IllegalArgumentException e) {
      return new ClientAddress(remote, false); // a proxy may give a client any name
    }
  }

  private static String name(InetAddress address) {
    return address instanceof Inet6Address
        ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), NETWORK_BYTES)) + "/64"
        : address.getHostAddress();
  }
}
