package io.quillmesh.tuning.weights;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads the fields of a protobuf message one after the other, where they are, without copying what
 * is in them.
 */
final class Protobuf {
  private static final int NUMBER = 0;
  private static final int EIGHT_BYTES = 1;
  private static final int BYTES = 2;
  private static final int FOUR_BYTES = 5;
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final MemorySegment segment;
  private long position;
  private int field;
  private long number;
  private MemorySegment bytes = MemorySegment.NULL;

  Protobuf(MemorySegment segment) {
    this.segment = segment;
  }

  /** Goes to the next field; false after the last one. */
  boolean next() {
    if (position >= segment.byteSize()) {
      return false;
    }
    long key = varint();
    field = (int) (key >>> 3);
    switch ((int) key & 7) {
      case NUMBER -> number = varint();
      case BYTES -> take(varint());
      case FOUR_BYTES -> take(Float.BYTES);
      case EIGHT_BYTES -> take(Double.BYTES);
      default -> throw new IndexOutOfBoundsException("no protobuf");
    }
    return true;
  }

  private void take(long length) {
    bytes = segment.asSlice(position, length);
    position += length;
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte b = segment.get(ValueLayout.JAVA_BYTE, position++);
      value |= (long) (b & 0x7F) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw new IndexOutOfBoundsException("no protobuf");
  }

  int field() {
    return field;
  }

  long number() {
    return number;
  }

  MemorySegment bytes() {
    return bytes;
  }

  Protobuf message() {
    return new Protobuf(bytes);
  }

  String string() {
    return new String(bytes.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
  }

  float real() {
    return bytes.get(FLOAT, 0);
  }
}
