package io.quillmesh.gateway.peer;

import java.util.List;

/**
 * Marks what one instance asks another (RFC 9110, section 7.6.3), so that nothing is passed on
 * twice. It gives no rights: the client's own token goes along, and the owner checks it as if the
 * client had come to it. A client that sends the mark itself is only not passed on.
 */
public final class Hop {
  /** The header that bears the mark. */
  public static final String HEADER = "Via";

  static final String MARK = "1.1 quillmesh-gateway";

  private Hop() {}

  /**
   * Whether another instance has passed a request on.
   *
   * @param values of the request's {@link #HEADER}s
   */
  public static boolean isMarked(List<String> values) {
    // Proxies between the two may have added theirs.
    return values.stream().anyMatch(value -> value.contains(MARK));
  }
}
