package io.quillmesh.schemas;

/**
 * How large what people and agents write may be, in bytes of UTF-8, so that a turn with all of it
 * fits into one record.
 */
public final class Budgets {
  /** A person's message. */
  public static final int MESSAGE = 16 * 1024;

  /** The earlier messages inside a turn; what is older is in the summary. */
  public static final int HISTORY = 32 * 1024;

  /** An article, and any other text that an agent writes. */
  public static final int ARTICLE = 200 * 1024;

  /** The answer of a declared agent, as JSON: clients get it in one piece. */
  public static final int ANSWER = 64 * 1024;

  /** A record on a topic, with its key and headers: a request of a producer has at most as much. */
  public static final int RECORD = 2 * 1024 * 1024;

  private Budgets() {}
}
