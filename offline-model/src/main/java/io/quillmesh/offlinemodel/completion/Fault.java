package io.quillmesh.offlinemodel.completion;

/** A deliberate fault of a call. */
public enum Fault {
  NONE,
  ERROR,
  RATE_LIMIT,
  CUT,
  HANG,
  NONSENSE
}
