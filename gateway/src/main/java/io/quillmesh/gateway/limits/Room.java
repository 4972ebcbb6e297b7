package io.quillmesh.gateway.limits;

import io.quillmesh.gateway.EdgeProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * How many connections an instance accepts.
 *
 * @param all in total
 * @param open above this number, only clients that return to a conversation are admitted
 * @param ofAddress from one address
 */
public record Room(int all, int open, int ofAddress) {
  /**
   * The heap for each connection. An idle socket takes less than half of it (docs/performance.md);
   * the rest is for busy ones and for everything else.
   */
  public static final DataSize HEAP_OF_EACH = DataSize.ofKilobytes(28);

  /**
   * @param maxHeap the maximum size of the heap, in bytes
   */
  static Room of(EdgeProperties.Crowd settings, long maxHeap) {
    int all = given(settings.connections(), maxHeap / HEAP_OF_EACH.toBytes());
    return new Room(all, all - all / 10, given(settings.connectionsPerAddress(), all / 4));
  }

  private static int given(@Nullable Integer setting, long derived) {
    return setting == null ? (int) Math.clamp(derived, 1, Integer.MAX_VALUE) : setting;
  }
}
