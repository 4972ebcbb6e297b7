package io.quillmesh.gateway.diff;

/**
 * A run that two texts have in common. In tokens while texts are compared, then in UTF-16 units.
 *
 * @param from where it starts in the one text
 * @param to where it starts in the other
 */
public record Match(int from, int to, int length) {

  int fromEnd() {
    return from + length;
  }

  int toEnd() {
    return to + length;
  }

  /** Whether another one begins where this one ends, in both texts. */
  boolean isContinuedBy(Match next) {
    return fromEnd() == next.from && toEnd() == next.to;
  }
}
