package io.quillmesh.endtoend.checks;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** Bytes that are not a record, each of another kind. */
public final class Garbage {

  private static final int NO_SUCH_SCHEMA = 0x7fffff00;

  private Garbage() {}

  /** One of each kind. */
  public static List<byte[]> every(int schemaId) {
    return List.of(
        bytes("not even framed "),
        framed(NO_SUCH_SCHEMA),
        framed(schemaId),
        framed(schemaId, (byte) 0xfe, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0x0e));
  }

  /**
   * A record with a schema's id and a payload that does not fit it.
   *
   * @param start how the payload begins; the last kind announces a text of gigabytes
   */
  private static byte[] framed(int schemaId, byte... start) {
    byte[] rest = bytes("}{");
    return ByteBuffer.allocate(5 + start.length + rest.length)
        .put((byte) 0)
        .putInt(schemaId)
        .put(start)
        .put(rest)
        .array();
  }

  private static byte[] bytes(String start) {
    return (start + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8);
  }
}
