package io.quillmesh.gateway.peer;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A client as an instance tells the one that it passes it on to. The address is believed where the
 * instances count as trusted proxies of each other.
 *
 * @param address where it comes from; null when it is gone already
 * @param mayBegin whether a new conversation may begin for it, or only an existing one be shown
 */
public record Visitor(@Nullable String address, boolean mayBegin) {
  /** Who sends this header itself only has less than others. */
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
