package io.quillmesh.schemas;

import java.util.regex.Pattern;

/**
 * The names of the agents that belong to the mesh itself, and what others may be called. An agent
 * is identified only by its name.
 */
public final class Agents {
  private static final Pattern NAME = Pattern.compile("(?=.{2,40}$)[a-z][a-z0-9]*(-[a-z0-9]+)*");

  /** Clients use it for the text of the generator. */
  private static final String ARTICLE = "article";

  /** Clients use it for what the generator writes in the place of a passage. */
  private static final String PASSAGE = "passage";

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

  /** Whether an agent can have this name: 2 to 40 of a-z and 0-9, single hyphens between words. */
  public static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /** Whether a declared agent cannot have this name, because the mesh itself uses it. */
  public static boolean isReserved(String name) {
    return isBuiltIn(name) || name.equals(ARTICLE) || name.equals(PASSAGE);
  }

  /** Whether an agent belongs to the mesh itself. */
  public static boolean isBuiltIn(String name) {
    return switch (name) {
      case INTENT, CONTEXT, GENERATOR, REPLY, PHASE -> true;
      default -> false;
    };
  }
}
