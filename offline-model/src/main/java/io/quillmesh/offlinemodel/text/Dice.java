package io.quillmesh.offlinemodel.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Chooses by a hash: the same words lead to the same choices, in every run and on every machine.
 */
public final class Dice {

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private final Random random;

  private Dice(long seed) {
    this.random = new Random(seed);
  }

  /** Dice that depend on these words. */
  public static Dice of(Object... words) {
    long hash = FNV_OFFSET;
    for (Object word : words) {
      String text = word + "\u0000";
      for (int i = 0; i < text.length(); i++) {
        hash = (hash ^ text.charAt(i)) * FNV_PRIME;
      }
    }
    // Random uses 48 bits of the seed, and its first numbers are poor if seeds are similar.
    return new Dice(hash ^ (hash >>> 29));
  }

  /** One of these. */
  public <T> T pick(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  /** All of these, in another order. */
  public <T> List<T> shuffled(List<T> all) {
    List<T> copy = new ArrayList<>(all);
    Collections.shuffle(copy, random);
    return copy;
  }

  /** A number from low to high, inclusive. */
  public int between(int low, int high) {
    return low + random.nextInt(high - low + 1);
  }
}
