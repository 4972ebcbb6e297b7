package io.quillmesh.schemas;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Ids that are the same when work is repeated, so that readers recognise the repeat. */
public final class EventIds {
  /**
   * The namespace of our names, itself the version 5 UUID of {@code quillmesh.io} in RFC 9562's DNS
   * namespace.
   */
  private static final UUID NAMESPACE =
      version5(UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), "quillmesh.io");

  private EventIds() {}

  /**
   * The id of something that happens once in a turn.
   *
   * @param what such as {@code started}; an agent's name for its result or its failure
   */
  public static String of(String turnId, String what) {
    return version5(NAMESPACE, turnId + "/" + what).toString();
  }

  /** A name-based UUID, RFC 9562 section 5.5. */
  private static UUID version5(UUID namespace, String name) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      sha1.update(
          ByteBuffer.allocate(16)
              .putLong(namespace.getMostSignificantBits())
              .putLong(namespace.getLeastSignificantBits())
              .array());
      ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
      long high = (hash.getLong() & ~0xF000L) | 0x5000L;
      long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
      return new UUID(high, low);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-1", e);
    }
  }
}
