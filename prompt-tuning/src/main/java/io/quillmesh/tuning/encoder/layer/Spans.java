package io.quillmesh.tuning.encoder.layer;

/** Which rows belong to which message: the first of each, and where the last one ends. */
@SuppressWarnings("ArrayRecordComponent") // Never compared, and made for loops.
public record Spans(int[] starts) {

  /** One after the other, with so many rows each. */
  public static Spans of(int[] counts) {
    var starts = new int[counts.length + 1];
    for (int i = 0; i < counts.length; i++) {
      starts[i + 1] = starts[i] + counts[i];
    }
    return new Spans(starts);
  }

  public int messages() {
    return starts.length - 1;
  }

  public int start(int message) {
    return starts[message];
  }

  public int count(int message) {
    return starts[message + 1] - starts[message];
  }

  public int total() {
    return starts[starts.length - 1];
  }
}
