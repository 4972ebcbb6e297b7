package io.quillmesh.tuning.weights;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is needed of an ONNX model: its initial tensors, where they are in the file, and how its
 * operations are connected.
 */
final class OnnxModel {
  private static final int MODEL_GRAPH = 7;
  private static final int GRAPH_NODE = 1;
  private static final int GRAPH_INITIALIZER = 5;

  private final Map<String, OnnxTensor> tensors = new HashMap<>();
  private final List<OnnxNode> nodes = new ArrayList<>();
  private final Map<String, OnnxNode> producers = new HashMap<>();

  static OnnxModel read(MemorySegment file) {
    var model = new OnnxModel();
    for (var fields = new Protobuf(file); fields.next(); ) {
      if (fields.field() == MODEL_GRAPH) {
        model.readGraph(fields.message());
      }
    }
    return model;
  }

  private void readGraph(Protobuf graph) {
    while (graph.next()) {
      if (graph.field() == GRAPH_INITIALIZER) {
        OnnxTensor tensor = OnnxTensor.read(graph.message());
        tensors.put(tensor.name(), tensor);
      } else if (graph.field() == GRAPH_NODE) {
        OnnxNode node = OnnxNode.read(graph.message());
        nodes.add(node);
        node.outputs().forEach(output -> producers.put(output, node));
      }
    }
  }

  List<OnnxNode> nodes() {
    return nodes;
  }

  @Nullable OnnxTensor tensor(String name) {
    return tensors.get(name);
  }

  /** The operation that makes this value; null if it is an input or an initial tensor. */
  @Nullable OnnxNode producer(String value) {
    return producers.get(value);
  }

  /** The number that this value always is, or null. */
  @Nullable Float constant(String value) {
    OnnxTensor initial = tensors.get(value);
    if (initial != null) {
      return initial.scalar();
    }
    OnnxNode node = producers.get(value);
    return node == null || node.constant() == null ? null : node.constant().scalar();
  }
}
