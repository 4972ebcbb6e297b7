package io.quillmesh.offlinemodel;

/** What goes wrong with a call, on purpose. */
enum Fault {
  NONE,
  ERROR,
  RATE_LIMIT,
  CUT,
  HANG,
  NONSENSE
}
