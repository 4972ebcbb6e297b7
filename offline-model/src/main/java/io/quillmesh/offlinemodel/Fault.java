package io.quillmesh.offlinemodel;

/** A deliberate fault of a call. */
enum Fault {
  NONE,
  ERROR,
  RATE_LIMIT,
  CUT,
  HANG,
  NONSENSE
}
