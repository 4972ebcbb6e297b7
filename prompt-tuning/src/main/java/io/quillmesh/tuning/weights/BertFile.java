package io.quillmesh.tuning.weights;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An ONNX file of a BERT encoder, mapped. Exporting folds the transposed matrices into tensors
 * without a useful name; each gets back the name of the bias that is added to its product.
 */
public final class BertFile {
  private final Path path;
  private final OnnxModel model;
  private final Map<String, OnnxTensor> matrices = new HashMap<>();

  private BertFile(Path path, OnnxModel model) {
    this.path = path;
    this.model = model;
    model.nodes().stream().filter(node -> node.type().equals("Add")).forEach(this::nameMatrix);
  }

  /** Maps it as long as the arena lives. */
  public static BertFile map(Path path, Arena arena) {
    try (var channel = FileChannel.open(path)) {
      MemorySegment file = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      return new BertFile(path, OnnxModel.read(file));
    } catch (IndexOutOfBoundsException e) {
      throw new WeightsException(
          path + " is no whole ONNX file: reading it ends at " + e.getMessage(), e);
    } catch (IOException e) {
      throw new WeightsException("Cannot read " + path + ": " + e, e);
    }
  }

  private void nameMatrix(OnnxNode add) {
    for (int i = 0; i < add.inputs().size(); i++) {
      String bias = add.inputs().get(i);
      OnnxNode product = model.producer(add.inputs().get(add.inputs().size() - 1 - i));
      if (bias.endsWith(".bias") && product != null && product.type().equals("MatMul")) {
        OnnxTensor matrix = model.tensor(product.inputs().getLast());
        if (matrix != null) {
          matrices.put(bias.substring(0, bias.length() - ".bias".length()) + ".weight", matrix);
        }
      }
    }
  }

  /** The rows and columns of a tensor; those of a vector are 1 and its length. */
  public int[] size(String name) {
    OnnxTensor tensor = tensor(name);
    int last = tensor.dimensions().size() - 1;
    return new int[] {
      last < 1 ? 1 : tensor.dimensions().getFirst().intValue(),
      tensor.dimensions().get(last).intValue()
    };
  }

  /** The floats of a tensor, by the name that it has in PyTorch. */
  public MemorySegment floats(String name, long count) {
    OnnxTensor tensor = tensor(name);
    if (!tensor.isFloats(count)) {
      throw new WeightsException(
          "%s: %s has the form %s and %d bytes; expected are %d floats of 32 bits"
              .formatted(path, name, tensor.dimensions(), tensor.data().byteSize(), count));
    }
    return tensor.data();
  }

  /** Whether there is such a tensor. */
  public boolean has(String name) {
    return find(name) != null;
  }

  private OnnxTensor tensor(String name) {
    OnnxTensor tensor = find(name);
    if (tensor == null) {
      throw new WeightsException(
          path + " is no BERT encoder that can be read here: it has no " + name);
    }
    return tensor;
  }

  private @Nullable OnnxTensor find(String name) {
    OnnxTensor matrix = matrices.get(name);
    return matrix != null ? matrix : model.tensor(name);
  }

  /** How wide the part of one head is: scores are divided by its root. */
  public int headWidth() {
    for (OnnxNode node : model.nodes()) {
      Float root = node.type().equals("Div") ? model.constant(node.inputs().getLast()) : null;
      OnnxNode scores = model.producer(node.inputs().isEmpty() ? "" : node.inputs().getFirst());
      if (root != null && scores != null && scores.type().equals("MatMul")) {
        return Math.round(root * root);
      }
    }
    throw new WeightsException(
        path
            + " is no BERT encoder that can be read here: no scores of attention are divided by a number");
  }

  /** What normalisation adds before it takes the root. */
  public float epsilon() {
    for (OnnxNode node : model.nodes()) {
      OnnxNode sum = node.type().equals("Sqrt") ? model.producer(node.inputs().getFirst()) : null;
      Float epsilon = sum == null ? null : model.constant(sum.inputs().getLast());
      if (epsilon != null) {
        return epsilon;
      }
    }
    throw new WeightsException(
        path + " is no BERT encoder that can be read here: it has no normalisation in steps");
  }

  /** Whether its activation is the exact GELU. */
  public boolean hasErf() {
    return model.nodes().stream().anyMatch(node -> node.type().equals("Erf"));
  }

  /** Where it was read from. */
  public Path path() {
    return path;
  }
}
