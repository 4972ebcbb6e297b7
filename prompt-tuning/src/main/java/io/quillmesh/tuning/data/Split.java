package io.quillmesh.tuning.data;

/** What a message is there for. */
public enum Split {
  /** To learn from. */
  TRAIN,
  /** To choose settings, the moment to stop and thresholds. */
  DEV,
  /** To report numbers, and for nothing else. */
  TEST;

  /** The one that is scored under this name: {@code dev} or {@code test}. */
  public static Split scored(String key) {
    return switch (key) {
      case "dev" -> DEV;
      case "test" -> TEST;
      default -> throw new IllegalArgumentException("It is dev or test, not " + key);
    };
  }
}
