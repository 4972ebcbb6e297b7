package io.quillmesh.gateway.limits;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Where a client comes from, as far as it counts as one place. Of IPv6 that is the first half: a
 * single computer is given all of the other.
 *
 * @param name the address, or the network
 * @param isLocal whether it is this machine, which no stranger is
 */
public record ClientAddress(String name, boolean isLocal) {
  private static final int NETWORK_BYTES = 8;

  /**
   * @param remote as a request has it; null when the client is gone already
   */
  public static ClientAddress of(@Nullable String remote) {
    if (remote == null) {
      return new ClientAddress("", false);
    }
    try {
      InetAddress address = InetAddress.ofLiteral(remote);
      return new ClientAddress(name(address), address.isLoopbackAddress());
    } catch (IllegalArgumentException e) {
      return new ClientAddress(remote, false); // a proxy may name a client as it likes
    }
  }

  private static String name(InetAddress address) {
    return address instanceof Inet6Address
        ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), NETWORK_BYTES)) + "/64"
        : address.getHostAddress();
  }
}
