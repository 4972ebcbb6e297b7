package io.quillmesh.conformance;

/**
 * One requirement of the document.
 *
 * @param id as in the document
 * @param requirement what the server has to do, in a few words
 * @param body tries it
 */
record Check(String id, String requirement, Body body) {

  /** Returns if the server does it. */
  interface Body {
    void run(Target target) throws Exception;
  }

  /** The server does something else. */
  static final class Failed extends RuntimeException {
    final String expected;
    final String seen;

    Failed(String expected, String seen) {
      super(expected);
      this.expected = expected;
      this.seen = seen;
    }
  }

  /** It could not be tried. */
  static final class Skipped extends RuntimeException {
    Skipped(String why) {
      super(why);
    }
  }

  /**
   * @throws Failed if it is false
   */
  static void require(boolean condition, String expected, Object seen) {
    if (!condition) {
      throw new Failed(expected, String.valueOf(seen));
    }
  }
}
