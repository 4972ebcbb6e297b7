package io.quillmesh.gateway.peer;

import java.util.List;

/**
 * Marks requests from one instance to another (RFC 9110, section 7.6.3), so that nothing is passed
 * on twice. The mark gives no rights: the request carries the client's own token, and the host
 * checks it as if the client had sent it directly. If a client sends the mark itself, its request
 * is not passed on, and nothing else changes.
 */
public final class Hop {
  /** The header that contains the mark. */
  public static final String HEADER = "Via";

  static final String MARK = "1.1 quillmesh-gateway";

  private Hop() {}

  /**
   * Whether another instance has passed on a request.
   *
   * @param values the values of the request's {@link #HEADER}s
   */
  public static boolean isMarked(List<String> values) {
    // Proxies between the two may have added their own.
    return values.stream().anyMatch(value -> value.contains(MARK));
  }
}
