package io.quillmesh.tunedmodel.upstream;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** Which headers a go-between passes on: all but those that are about one connection. */
final class EndToEnd {
  /** By RFC 9110, 7.6.1, and the two that name the other end and the length. */
  private static final Set<String> OF_THE_CONNECTION =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "expect",
          "host");

  private EndToEnd() {}

  /**
   * Passes headers on.
   *
   * @param connection the values of {@code Connection}, which names more that stay behind
   */
  static void pass(
      Iterable<? extends Map.Entry<String, String>> headers,
      List<String> connection,
      BiConsumer<String, String> to) {
    Set<String> left = new HashSet<>(OF_THE_CONNECTION);
    for (String value : connection) {
      Arrays.stream(value.split(","))
          .map(name -> name.strip().toLowerCase(Locale.ROOT))
          .forEach(left::add);
    }
    headers.forEach(header -> {
      if (!left.contains(header.getKey().toLowerCase(Locale.ROOT))) {
        to.accept(header.getKey(), header.getValue());
      }
    });
  }
}
