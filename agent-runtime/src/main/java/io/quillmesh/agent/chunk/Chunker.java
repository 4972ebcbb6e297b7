package io.quillmesh.agent.chunk;

import org.jspecify.annotations.Nullable;

/**
 * Says where in the text each chunk begins. A chunk never ends between the two halves of a
 * surrogate pair.
 */
final class Chunker {
  /** The first half of a pair, whose second half is still to come; 0 when there is none. */
  private char half;

  private int offset;

  /**
   * A piece of the text.
   *
   * @param offset where it begins, in UTF-16 units
   */
  record Chunk(int offset, String text) {}

  /**
   * Takes more text.
   *
   * @return what can go out; null if nothing can yet
   */
  @Nullable Chunk append(String text) {
    String whole = half == 0 ? text : half + text;
    int last = whole.length() - 1;
    if (last >= 0 && Character.isHighSurrogate(whole.charAt(last))) {
      half = whole.charAt(last);
      return chunk(whole.substring(0, last));
    }
    half = 0;
    return chunk(whole);
  }

  /** All that is left; null if that is nothing. */
  @Nullable Chunk end() {
    String left = half == 0 ? "" : String.valueOf(half);
    half = 0;
    return chunk(left);
  }

  private @Nullable Chunk chunk(String text) {
    if (text.isEmpty()) {
      return null;
    }
    Chunk chunk = new Chunk(offset, text);
    offset += text.length();
    return chunk;
  }
}
