package io.quillmesh.tuning.encoder;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;

/**
 * Values with which an encoder behaves like a trained one: no result is very large or very small.
 */
final class RandomWeights {
  private static final double SPREAD_OF_VECTORS = 0.1;

  private RandomWeights() {}

  static void fill(Layout layout, MemorySegment values, long seed) {
    var random = new Random(seed);
    for (int tensor = 0; tensor < layout.count(); tensor++) {
      boolean vector = layout.rows(tensor) == 1;
      boolean table = tensor < Layout.NORM;
      double middle = Layout.isNorm(tensor) && Layout.name(tensor).endsWith("weight") ? 1 : 0;
      double spread = table ? 1 : vector ? SPREAD_OF_VECTORS : 1 / Math.sqrt(layout.rows(tensor));
      for (int i = layout.place(tensor);
          i < layout.place(tensor) + layout.rows(tensor) * layout.columns(tensor);
          i++) {
        values.setAtIndex(
            ValueLayout.JAVA_FLOAT, i, (float) (middle + spread * random.nextGaussian()));
      }
    }
  }
}
