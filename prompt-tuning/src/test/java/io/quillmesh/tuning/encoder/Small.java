package io.quillmesh.tuning.encoder;

import io.quillmesh.tuning.tokenizer.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A small encoder, small messages and small prompts. */
final class Small {
  /** No width is a whole number of panels, nor the width of a head one of vectors. */
  static final EncoderShape SHAPE = new EncoderShape(50, 24, 2, 40, 3, 2, 72, 1e-12f);

  private Small() {}

  static List<Tokens> messages(int count) {
    var random = new Random(5);
    var messages = new ArrayList<Tokens>();
    for (int i = 0; i < count; i++) {
      int length = 1 + random.nextInt(14);
      int[] ids = random.ints(length, 0, SHAPE.vocabulary()).toArray();
      messages.add(new Tokens(ids, random.ints(length, 0, SHAPE.types()).toArray()));
    }
    return messages;
  }

  static Prompt prompt(int length, boolean input, boolean prefixes) {
    return new Prompt(
        length,
        input ? numbers(length * SHAPE.width(), 7) : null,
        prefixes ? numbers(SHAPE.layers() * 2 * length * SHAPE.width(), 8) : null);
  }

  static float[] numbers(int count, long seed) {
    var random = new Random(seed);
    var numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }
}
