package io.quillmesh.tuning.data;

/** What a message is there for. */
public enum Split {
  /** To learn from. */
  TRAIN,
  /** To choose settings, the moment to stop and thresholds. */
  DEV,
  /** To report numbers, and for nothing else. */
  TEST
}
