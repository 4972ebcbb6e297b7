package io.quillmesh.gateway.conversation.state;

import io.quillmesh.gateway.conversation.agui.Json;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers the latest pieces as objects, so that what every event needs is not parsed every time.
 * The store decides: a piece counts as known only while its bytes are the stored ones, so effects
 * that were discarded leave nothing wrong behind. For one thread.
 */
public final class StateCache {
  /** Pieces of one partition; a running conversation has four. */
  private static final int MOST = 128;

  private final Map<String, Piece> pieces =
      new LinkedHashMap<>(MOST, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Piece> eldest) {
          return size() > MOST;
        }
      };

  private record Piece(byte[] bytes, Object value) {}

  /** The object that the stored bytes encode. */
  <T> T value(String key, byte[] bytes, Class<T> type) {
    Piece known = pieces.get(key);
    if (known == null || !type.isInstance(known.value) || !Arrays.equals(known.bytes, bytes)) {
      known = new Piece(bytes, Json.fromBytes(bytes, type));
      pieces.put(key, known);
    }
    return type.cast(known.value);
  }

  /** The bytes of a piece that is about to be stored. */
  public byte[] bytes(String key, Object value) {
    byte[] bytes = Json.toBytes(value);
    pieces.put(key, new Piece(bytes, value));
    return bytes;
  }
}
