package io.quillmesh.agenthost.folder;

import io.quillmesh.schemas.Agents;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What an agent may be called. */
public final class AgentName {
  static final String FORM = "2 to 40 of a-z and 0-9, with single hyphens between words";
  static final String EXPECTED = FORM + ", and none of the mesh's own names";

  private static final Pattern NAME = Pattern.compile("(?=.{2,40}$)[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final Set<String> RESERVED =
      Set.of(
          Agents.INTENT, Agents.CONTEXT, Agents.GENERATOR, Agents.REPLY, Agents.PHASE, "article");

  private AgentName() {}

  static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /** What is wrong with a name for a new agent; empty if nothing is. */
  public static Optional<String> problem(String name) {
    if (!isName(name)) {
      return Optional.of("is no agent's name");
    }
    return RESERVED.contains(name) ? Optional.of("belongs to the mesh itself") : Optional.empty();
  }

  /** The form that it has to have, for messages. */
  public static String expected() {
    return EXPECTED;
  }
}
