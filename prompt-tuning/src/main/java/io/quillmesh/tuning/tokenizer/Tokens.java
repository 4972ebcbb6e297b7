package io.quillmesh.tuning.tokenizer;

/** A text as an encoder reads it: the number of each token, and which segment it is in. */
@SuppressWarnings("ArrayRecordComponent") // Never compared, and made for loops.
public record Tokens(int[] ids, int[] types) {

  /** How many there are, with the marks at the beginning and at the end of a segment. */
  public int length() {
    return ids.length;
  }
}
