package io.quillmesh.gateway.peer;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A client, as one instance describes it to the instance to which it passes it on. The address
 * counts if the instances are trusted proxies of each other.
 *
 * @param address the client's address; null if the client is already gone
 * @param mayBegin whether the client may begin a new conversation, or only see an existing one
 */
public record Visitor(@Nullable String address, boolean mayBegin) {
  /** A client that sends this header itself only has fewer rights than others. */
  public static final String MAY_NOT_BEGIN = "Quillmesh-Existing-Only";

  private static final String ADDRESS = "X-Forwarded-For";

  void addTo(BiConsumer<String, String> headers) {
    if (address != null) {
      headers.accept(ADDRESS, address);
    }
    if (!mayBegin) {
      headers.accept(MAY_NOT_BEGIN, "true");
    }
  }
}
