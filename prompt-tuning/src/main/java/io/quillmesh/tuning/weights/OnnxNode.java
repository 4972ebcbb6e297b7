package io.quillmesh.tuning.weights;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An operation of an ONNX graph; if it is a constant, its value. */
record OnnxNode(
    String type, List<String> inputs, List<String> outputs, @Nullable OnnxTensor constant) {
  private static final int INPUT = 1;
  private static final int OUTPUT = 2;
  private static final int TYPE = 4;
  private static final int ATTRIBUTE = 5;
  private static final int ATTRIBUTE_TENSOR = 5;

  static OnnxNode read(Protobuf fields) {
    String type = "";
    var inputs = new ArrayList<String>();
    var outputs = new ArrayList<String>();
    OnnxTensor constant = null;
    while (fields.next()) {
      switch (fields.field()) {
        case INPUT -> inputs.add(fields.string());
        case OUTPUT -> outputs.add(fields.string());
        case TYPE -> type = fields.string();
        case ATTRIBUTE -> {
          for (Protobuf attribute = fields.message(); attribute.next(); ) {
            if (attribute.field() == ATTRIBUTE_TENSOR) {
              constant = OnnxTensor.read(attribute.message());
            }
          }
        }
        default -> {}
      }
    }
    return new OnnxNode(type, inputs, outputs, constant);
  }
}
