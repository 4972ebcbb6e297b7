package io.quillmesh.tuning.encoder;

import io.quillmesh.tuning.encoder.layer.LayerWeights;
import io.quillmesh.tuning.math.Matrix;
import io.quillmesh.tuning.weights.BertFile;
import io.quillmesh.tuning.weights.Sha256;
import io.quillmesh.tuning.weights.WeightsException;
import io.quillmesh.tuning.work.Once;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * All weights of an encoder, mapped from its file, or random ones, or a copy that can be trained.
 */
public final class EncoderWeights implements AutoCloseable {
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final Arena arena;
  private final EncoderShape shape;
  private final Layout layout;
  private final List<Matrix> tensors = new ArrayList<>();
  private final MemorySegment values;
  private final Supplier<String> hash;

  private EncoderWeights(
      Arena arena, EncoderShape shape, Supplier<String> hash, MemorySegment values) {
    this.arena = arena;
    this.shape = shape;
    layout = new Layout(shape);
    this.values = values;
    this.hash = hash;
  }

  /** Maps an ONNX file of a BERT encoder; nothing is copied. */
  @SuppressWarnings("MustBeClosedChecker") // It closes with the weights.
  public static EncoderWeights map(Path onnx) {
    Arena arena = Arena.ofShared();
    try {
      BertFile file = BertFile.map(onnx, arena);
      var weights =
          new EncoderWeights(
              arena, EncoderShape.of(file), new Once(() -> Sha256.of(onnx)), MemorySegment.NULL);
      for (int i = 0; i < weights.layout.count(); i++) {
        int rows = weights.layout.rows(i);
        int columns = weights.layout.columns(i);
        weights.tensors.add(
            new Matrix(file.floats(Layout.name(i), (long) rows * columns), rows, columns));
      }
      return weights;
    } catch (WeightsException e) {
      arena.close();
      throw e;
    }
  }

  /** Random ones, for tests and trials. */
  public static EncoderWeights random(EncoderShape shape, long seed) {
    String hash = Sha256.of((shape + " " + seed).getBytes(StandardCharsets.UTF_8));
    EncoderWeights weights = allocate(shape, hash);
    RandomWeights.fill(weights.layout, weights.values, seed);
    return weights;
  }

  /** A copy of them that may be changed: full fine-tuning. */
  public EncoderWeights trainable() {
    EncoderWeights copy = allocate(shape, hash());
    for (int i = 0; i < layout.count(); i++) {
      copy.tensors.get(i).segment().copyFrom(tensors.get(i).segment());
    }
    return copy;
  }

  private static EncoderWeights allocate(EncoderShape shape, String hash) {
    Arena arena = Arena.ofAuto();
    MemorySegment values = arena.allocate(shape.parameters() * Float.BYTES, 64);
    var weights = new EncoderWeights(arena, shape, () -> hash, values);
    Layout layout = weights.layout;
    for (int i = 0; i < layout.count(); i++) {
      int rows = layout.rows(i);
      int columns = layout.columns(i);
      MemorySegment segment =
          values.asSlice((long) layout.place(i) * Float.BYTES, (long) rows * columns * Float.BYTES);
      weights.tensors.add(new Matrix(segment, rows, columns));
    }
    return weights;
  }

  /**
   * All values of a trainable copy, in the order of {@link WeightGradients#values()}; native
   * floats, aligned.
   */
  public MemorySegment values() {
    if (values.byteSize() == 0) {
      throw new IllegalStateException("Mapped weights are read only: trainable() makes a copy");
    }
    return values;
  }

  public EncoderShape shape() {
    return shape;
  }

  /** The SHA-256 of the file from which they come; of random ones, of their shape and seed. */
  public String hash() {
    return hash.get();
  }

  Layout layout() {
    return layout;
  }

  Matrix tensor(int index) {
    return tensors.get(index);
  }

  float[] vector(int index) {
    return tensors.get(index).segment().toArray(FLOAT);
  }

  /** As they are now: vectors are copied. */
  LayerWeights layer(int layer) {
    int t = Layout.layer(layer);
    return new LayerWeights(
        shape.heads(),
        shape.epsilon(),
        tensor(t),
        vector(t + 1),
        tensor(t + 2),
        vector(t + 3),
        tensor(t + 4),
        vector(t + 5),
        tensor(t + 6),
        vector(t + 7),
        vector(t + 8),
        vector(t + 9),
        tensor(t + 10),
        vector(t + 11),
        tensor(t + 12),
        vector(t + 13),
        vector(t + 14),
        vector(t + 15));
  }

  /** Whether nobody can change them. */
  boolean isFrozen() {
    return values.byteSize() == 0;
  }

  /** Those of a file must not be used afterwards; for others nothing happens. */
  @Override
  public void close() {
    if (isFrozen()) {
      arena.close();
    }
  }
}
