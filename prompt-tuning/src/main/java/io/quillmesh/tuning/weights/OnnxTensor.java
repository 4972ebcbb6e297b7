package io.quillmesh.tuning.weights;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tensor of an ONNX file; the data is a part of the file. */
record OnnxTensor(String name, List<Long> dimensions, long type, MemorySegment data) {
  private static final int DIMENSION = 1;
  private static final int TYPE = 2;
  private static final int NAME = 8;
  private static final int RAW = 9;
  private static final int FLOATS = 1;

  static OnnxTensor read(Protobuf fields) {
    String name = "";
    var dimensions = new ArrayList<Long>();
    long type = 0;
    MemorySegment data = MemorySegment.NULL;
    while (fields.next()) {
      switch (fields.field()) {
        case DIMENSION -> dimensions.add(fields.number());
        case TYPE -> type = fields.number();
        case NAME -> name = fields.string();
        case RAW -> data = fields.bytes();
        default -> {}
      }
    }
    return new OnnxTensor(name, dimensions, type, data);
  }

  /** Whether it holds this many floats in the form that can be mapped. */
  boolean isFloats(long count) {
    return type == FLOATS && data.byteSize() == count * Float.BYTES;
  }

  @Nullable Float scalar() {
    return isFloats(1)
        ? data.get(ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), 0)
        : null;
  }
}
