package io.quillmesh.schemas;

/**
 * The names of the agents that belong to the mesh itself. An agent is identified only by its name.
 */
public final class Agents {
  /** Recognises what a message asks for. */
  public static final String INTENT = "intent";

  /** Reads what the conversation is about. */
  public static final String CONTEXT = "context";

  /** Writes and revises the article. */
  public static final String GENERATOR = "generator";

  /** Answers the person. */
  public static final String REPLY = "reply";

  /** Determines the phase of the conversation and offers next steps. */
  public static final String PHASE = "phase";

  private Agents() {}
}
