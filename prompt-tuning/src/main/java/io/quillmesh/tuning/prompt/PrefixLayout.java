package io.quillmesh.tuning.prompt;

import io.quillmesh.tuning.encoder.Prompt;
import java.util.Arrays;
import java.util.Objects;

/**
 * Two orders of the same numbers: a network makes all layers of one soft token at once; an encoder
 * reads all tokens of one layer.
 *
 * @param length how many soft tokens there are
 */
record PrefixLayout(int layers, int length, int width) {
  /** How many numbers a soft token has: a key and a value in each layer. */
  int perToken() {
    return layers * 2 * width;
  }

  Prompt zero() {
    return new Prompt(length, null, new float[length * perToken()]);
  }

  void clear(Prompt prompt) {
    Arrays.fill(prefixes(prompt), 0);
  }

  /** From tokens x layers x 2 x width. */
  Prompt prompt(float[] made) {
    float[] prefixes = new float[made.length];
    for (int token = 0; token < length; token++) {
      for (int part = 0; part < layers * 2; part++) {
        System.arraycopy(
            made,
            (token * layers * 2 + part) * width,
            prefixes,
            (part * length + token) * width,
            width);
      }
    }
    return new Prompt(length, null, prefixes);
  }

  /** The other way round. */
  float[] perToken(Prompt prompt) {
    float[] prefixes = prefixes(prompt);
    float[] made = new float[prefixes.length];
    for (int token = 0; token < length; token++) {
      for (int part = 0; part < layers * 2; part++) {
        System.arraycopy(
            prefixes,
            (part * length + token) * width,
            made,
            (token * layers * 2 + part) * width,
            width);
      }
    }
    return made;
  }

  private static float[] prefixes(Prompt prompt) {
    return Objects.requireNonNull(prompt.prefixes(), "a prompt of all layers");
  }
}
