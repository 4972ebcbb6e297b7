package io.quillmesh.gateway.diff;

/** A part of one text and a part of the other that are compared, in tokens; ends are excluded. */
record Region(int from, int fromEnd, int to, int toEnd) {

  boolean isOneEmpty() {
    return from == fromEnd || to == toEnd;
  }
}
