package io.quillmesh.gateway.diff;

/**
 * How much work comparing may cost. Its unit is one step of Myers' algorithm, so the result depends
 * on the texts alone and not on the machine.
 */
public final class Budget {
  private long left;

  /**
   * @param steps about 30 million take a second
   */
  public Budget(long steps) {
    left = steps;
  }

  boolean take(long steps) {
    if (steps > left) {
      return false;
    }
    left -= steps;
    return true;
  }

  /** Takes half of what is left. Whoever uses less gives the rest back. */
  Budget half() {
    Budget half = new Budget(left / 2);
    left -= half.left;
    return half;
  }

  void giveBack(Budget rest) {
    left += rest.left;
  }
}
