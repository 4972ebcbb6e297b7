package io.quillmesh.tuning.training;

import io.quillmesh.tuning.tokenizer.Tokens;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Leaves out tokens at random in training, so that no single word decides: topics of other messages
 * have other words.
 */
final class TokenDropout {
  private TokenDropout() {}

  /** Without about this share of the tokens; the marks at the ends of segments stay. */
  static Tokens of(Tokens tokens, double share, RandomGenerator random) {
    int[] ids = new int[tokens.length()];
    int[] types = new int[tokens.length()];
    int kept = 0;
    for (int i = 0; i < tokens.length(); i++) {
      boolean last = i + 1 == tokens.length() || tokens.types()[i + 1] != tokens.types()[i];
      if (i == 0 || last || random.nextDouble() >= share) {
        ids[kept] = tokens.ids()[i];
        types[kept] = tokens.types()[i];
        kept++;
      }
    }
    return new Tokens(Arrays.copyOf(ids, kept), Arrays.copyOf(types, kept));
  }
}
