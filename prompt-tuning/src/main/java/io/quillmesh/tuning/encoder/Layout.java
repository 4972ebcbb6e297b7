package io.quillmesh.tuning.encoder;

import java.util.Arrays;
import java.util.List;

/**
 * In which order the tensors of an encoder are, how they are called, and where each begins when all
 * are in one row.
 */
final class Layout {
  static final int WORDS = 0;
  static final int POSITIONS = 1;
  static final int TYPES = 2;
  static final int NORM = 3;
  static final int BEFORE_LAYERS = 5;
  static final int OF_LAYER = 16;

  private static final List<String> EMBEDDINGS =
      List.of(
          "word_embeddings.weight",
          "position_embeddings.weight",
          "token_type_embeddings.weight",
          "LayerNorm.weight",
          "LayerNorm.bias");
  private static final List<String> PARTS =
      List.of(
          "attention.self.query",
          "attention.self.key",
          "attention.self.value",
          "attention.output.dense",
          "attention.output.LayerNorm",
          "intermediate.dense",
          "output.dense",
          "output.LayerNorm");
  private static final int INNER = 5;
  private static final int OUTER = 6;

  private final EncoderShape shape;
  private final int[] places;

  Layout(EncoderShape shape) {
    this.shape = shape;
    places = new int[count() + 1];
    for (int i = 0; i < count(); i++) {
      places[i + 1] = Math.addExact(places[i], Math.multiplyExact(rows(i), columns(i)));
    }
  }

  int count() {
    return layer(shape.layers());
  }

  /** The first tensor of a layer. */
  static int layer(int layer) {
    return BEFORE_LAYERS + layer * OF_LAYER;
  }

  static String name(int tensor) {
    if (tensor < BEFORE_LAYERS) {
      return "embeddings." + EMBEDDINGS.get(tensor);
    }
    int part = (tensor - BEFORE_LAYERS) % OF_LAYER;
    String kind = part % 2 == 0 ? ".weight" : ".bias";
    return "encoder.layer."
        + (tensor - BEFORE_LAYERS) / OF_LAYER
        + "."
        + PARTS.get(part / 2)
        + kind;
  }

  /** A vector is one row. */
  int rows(int tensor) {
    if (tensor < BEFORE_LAYERS) {
      return switch (tensor) {
        case WORDS -> shape.vocabulary();
        case POSITIONS -> shape.positions();
        case TYPES -> shape.types();
        default -> 1;
      };
    }
    int part = (tensor - BEFORE_LAYERS) % OF_LAYER;
    return part % 2 == 1 || isNorm(tensor) ? 1 : part / 2 == OUTER ? shape.inner() : shape.width();
  }

  int columns(int tensor) {
    boolean inner = tensor >= BEFORE_LAYERS && (tensor - BEFORE_LAYERS) % OF_LAYER / 2 == INNER;
    return inner ? shape.inner() : shape.width();
  }

  static boolean isNorm(int tensor) {
    return name(tensor).contains("LayerNorm");
  }

  int place(int tensor) {
    return places[tensor];
  }

  /** Where the tensors of a layer begin. */
  int[] ofLayer(int layer) {
    return Arrays.copyOfRange(places, layer(layer), layer(layer + 1));
  }
}
