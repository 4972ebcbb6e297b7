package io.quillmesh.tuning.weights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Writes a BERT encoder as the exporter of PyTorch does: small steps, and matrices without a useful
 * name.
 */
public final class BertWriter {
  private static final int FLOAT = 1;
  private static final int LONG = 7;

  private final ProtobufWriter graph = new ProtobufWriter();
  private final Function<String, float[]> weights;
  private final int width;
  private final int heads;
  private int names;

  /** Weights by the names that they have in PyTorch. */
  public BertWriter(Function<String, float[]> weights, int width, int heads) {
    this.weights = weights;
    this.width = width;
    this.heads = heads;
  }

  /** Writes the file. */
  public void write(Path file, int layers, float epsilon) throws IOException {
    number("epsilon", epsilon);
    number("root", (float) Math.sqrt((double) width / heads));
    number("two", 2);
    number("root-of-two", (float) Math.sqrt(2));
    number("one", 1);
    number("half", 0.5f);
    longs("to-heads", 1, -1, heads, width / heads);
    longs("from-heads", 1, -1, width);
    String x = embeddings();
    for (int layer = 0; layer < layers; layer++) {
      x = layer("encoder.layer." + layer + ".", x);
    }
    node("Identity", "last_hidden_state", new ProtobufWriter(), x);
    for (String input : List.of("input_ids", "attention_mask", "token_type_ids")) {
      graph.message(11, value(input, LONG, 2));
    }
    graph.message(12, value("last_hidden_state", FLOAT, 3)).string(2, "bert");
    var opset = new ProtobufWriter().string(1, "").number(2, 12);
    Files.write(
        file, new ProtobufWriter().number(1, 6).message(7, graph).message(8, opset).toBytes());
  }

  private String embeddings() {
    table("word_embeddings");
    table("position_embeddings");
    table("token_type_embeddings");
    longs("zero", 0);
    longs("one-long", 1);
    String length = node("Slice", node("Shape", "input_ids"), "one-long", longs("end", 2), "zero");
    long[] all = new long[rows("embeddings.position_embeddings.weight")];
    for (int i = 0; i < all.length; i++) {
      all[i] = i;
    }
    String positions = node("Slice", longs("positions", all), "zero", length, "zero", "one-long");
    String sum =
        node(
            "Add",
            node("Gather", "embeddings.word_embeddings.weight", "input_ids"),
            node("Gather", "embeddings.token_type_embeddings.weight", "token_type_ids"));
    return norm(
        "embeddings.LayerNorm",
        node("Add", sum, node("Gather", "embeddings.position_embeddings.weight", positions)));
  }

  private String layer(String prefix, String x) {
    String self = prefix + "attention.self.";
    String query = transposed(heads(linear(self + "query", x)), 0, 2, 1, 3);
    String key = transposed(heads(linear(self + "key", x)), 0, 2, 3, 1);
    String value = transposed(heads(linear(self + "value", x)), 0, 2, 1, 3);
    String scores = node("Div", node("MatMul", query, key), "root");
    var last =
        new ProtobufWriter()
            .message(5, new ProtobufWriter().string(1, "axis").number(3, 3).number(20, 2));
    String context = node("MatMul", node("Softmax", name(), last, scores), value);
    String together = node("Reshape", transposed(context, 0, 2, 1, 3), "from-heads");
    String middle =
        norm(
            prefix + "attention.output.LayerNorm",
            node("Add", linear(prefix + "attention.output.dense", together), x));
    String inner = linear(prefix + "intermediate.dense", middle);
    String erf = node("Add", node("Erf", node("Div", inner, "root-of-two")), "one");
    String active = node("Mul", node("Mul", inner, erf), "half");
    return norm(
        prefix + "output.LayerNorm", node("Add", linear(prefix + "output.dense", active), middle));
  }

  private String heads(String x) {
    return node("Reshape", x, "to-heads");
  }

  private String transposed(String x, int... order) {
    var attribute = new ProtobufWriter().string(1, "perm").number(20, 7);
    for (int i : order) {
      attribute.number(8, i);
    }
    return node("Transpose", name(), new ProtobufWriter().message(5, attribute), x);
  }

  private String linear(String name, String x) {
    float[] bias = weights.apply(name + ".bias");
    float[] matrix = weights.apply(name + ".weight");
    String folded =
        tensor(
            "onnx::MatMul_" + names++,
            FLOAT,
            ProtobufWriter.floats(matrix),
            matrix.length / bias.length,
            bias.length);
    String product = node("MatMul", x, folded);
    return node(
        "Add", tensor(name + ".bias", FLOAT, ProtobufWriter.floats(bias), bias.length), product);
  }

  private String norm(String name, String x) {
    float[] factor = weights.apply(name + ".weight");
    tensor(name + ".weight", FLOAT, ProtobufWriter.floats(factor), factor.length);
    tensor(
        name + ".bias", FLOAT, ProtobufWriter.floats(weights.apply(name + ".bias")), factor.length);
    String difference = node("Sub", x, mean(x));
    String deviation = node("Sqrt", node("Add", mean(node("Pow", difference, "two")), "epsilon"));
    return node(
        "Add", node("Mul", node("Div", difference, deviation), name + ".weight"), name + ".bias");
  }

  private String mean(String x) {
    var axes = new ProtobufWriter().string(1, "axes").number(20, 7).number(8, -1);
    return node("ReduceMean", name(), new ProtobufWriter().message(5, axes), x);
  }

  private void table(String name) {
    String full = "embeddings." + name + ".weight";
    tensor(full, FLOAT, ProtobufWriter.floats(weights.apply(full)), rows(full), width);
  }

  private int rows(String table) {
    return weights.apply(table).length / width;
  }

  private String number(String name, float value) {
    return tensor(name, FLOAT, ProtobufWriter.floats(value));
  }

  private String longs(String name, long... values) {
    return tensor(name, LONG, ProtobufWriter.longs(values), values.length);
  }

  private String tensor(String name, int type, byte[] data, int... dimensions) {
    var tensor = new ProtobufWriter();
    for (int dimension : dimensions) {
      tensor.number(1, dimension);
    }
    graph.message(5, tensor.number(2, type).string(8, name).bytes(9, data));
    return name;
  }

  private String name() {
    return "value-" + names++;
  }

  private String node(String type, String... inputs) {
    return node(type, name(), new ProtobufWriter(), inputs);
  }

  private String node(String type, String output, ProtobufWriter attributes, String... inputs) {
    var node = new ProtobufWriter();
    for (String input : inputs) {
      node.string(1, input);
    }
    node.string(2, output).string(4, type);
    // A message that follows another one in the same bytes is a part of it.
    byte[] own = node.toBytes();
    byte[] all = Arrays.copyOf(own, own.length + attributes.toBytes().length);
    System.arraycopy(attributes.toBytes(), 0, all, own.length, attributes.toBytes().length);
    graph.bytes(1, all);
    return output;
  }

  private static ProtobufWriter value(String name, int type, int dimensions) {
    var shape = new ProtobufWriter();
    for (int i = 0; i < dimensions; i++) {
      shape.message(1, new ProtobufWriter().string(2, name + i));
    }
    var tensor = new ProtobufWriter().number(1, type).message(2, shape);
    return new ProtobufWriter().string(1, name).message(2, new ProtobufWriter().message(1, tensor));
  }
}
