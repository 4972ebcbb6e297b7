package io.quillmesh.tuning.tokenizer;

/**
 * How much of two segments stays if together they are too long: what the reference calls "longest
 * first".
 */
final class Truncation {
  private Truncation() {}

  static int[] keep(int first, int second, int most) {
    int shorter = Math.min(first, second);
    int longer = Math.max(first, second);
    if (shorter + longer > most) {
      longer = shorter > most ? shorter : Math.max(shorter, most - shorter);
      if (shorter + longer > most) {
        shorter = most / 2;
        longer = shorter + most % 2;
      }
    }
    return first > second ? new int[] {longer, shorter} : new int[] {shorter, longer};
  }
}
