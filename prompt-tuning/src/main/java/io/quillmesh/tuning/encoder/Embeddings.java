package io.quillmesh.tuning.encoder;

import io.quillmesh.tuning.math.Matrix;
import io.quillmesh.tuning.math.Norm;
import io.quillmesh.tuning.math.Rows;
import io.quillmesh.tuning.tokenizer.Tokens;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * What goes into the first layer: word, position and segment of each token, and the soft tokens of
 * v1.
 */
final class Embeddings {
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private Embeddings() {}

  static void forward(
      EncoderWeights weights, Chunk chunk, float[] normalised, float[] inverse, float[] to) {
    int width = weights.shape().width();
    float[] input = chunk.prompt().input();
    var line = new float[width];
    int row = 0;
    for (Tokens tokens : chunk.messages()) {
      if (input != null) {
        System.arraycopy(input, 0, normalised, row * width, input.length);
        row += chunk.softRows();
      }
      for (int i = 0; i < tokens.length(); i++, row++) {
        copy(weights.tensor(Layout.WORDS), tokens.ids()[i], normalised, row * width);
        add(weights.tensor(Layout.POSITIONS), i, line, normalised, row * width);
        add(weights.tensor(Layout.TYPES), tokens.types()[i], line, normalised, row * width);
      }
    }
    float epsilon = weights.shape().epsilon();
    Norm.forward(
        normalised,
        row,
        weights.vector(Layout.NORM),
        weights.vector(Layout.NORM + 1),
        epsilon,
        normalised,
        inverse,
        to);
  }

  private static void copy(Matrix table, int row, float[] to, int at) {
    MemorySegment.copy(
        table.segment(),
        FLOAT,
        (long) row * table.columns() * Float.BYTES,
        to,
        at,
        table.columns());
  }

  private static void add(Matrix table, int row, float[] line, float[] to, int at) {
    copy(table, row, line, 0);
    Rows.add(line, 0, to, at, line.length);
  }

  /**
   * Adds the gradient of the soft tokens; the gradient is that of the sum before the normalisation.
   */
  static void addInput(Chunk chunk, int width, float[] gradient, float[] to) {
    for (int i = 0; i < chunk.messages().size(); i++) {
      Rows.add(gradient, chunk.keys().start(i) * width, to, 0, to.length);
    }
  }

  /** Adds the gradients of one of the three tables. */
  static void addTable(int table, Layout layout, Chunk chunk, float[] gradient, float[] to) {
    int width = layout.columns(table);
    for (int m = 0; m < chunk.messages().size(); m++) {
      Tokens tokens = chunk.messages().get(m);
      int row = chunk.keys().start(m) + chunk.softRows();
      for (int i = 0; i < tokens.length(); i++, row++) {
        int line =
            switch (table) {
              case Layout.WORDS -> tokens.ids()[i];
              case Layout.POSITIONS -> i;
              default -> tokens.types()[i];
            };
        Rows.add(gradient, row * width, to, layout.place(table) + line * width, width);
      }
    }
  }

  /** Adds the gradients of the normalisation's factors and offsets. */
  static void addNorm(Layout layout, Chunk chunk, ChunkRun run, float[] to) {
    int width = layout.columns(Layout.NORM);
    Rows.addProducts(
        run.embeddedOutput(),
        run.embeddedNormal(),
        chunk.keys().total(),
        width,
        to,
        layout.place(Layout.NORM));
    Rows.addColumns(
        run.embeddedOutput(), chunk.keys().total(), width, to, layout.place(Layout.NORM + 1));
  }
}
