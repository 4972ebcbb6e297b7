package io.quillmesh.agenthost.folder;

import io.quillmesh.schemas.Agents;
import java.util.Optional;

/** What an agent may be called. */
public final class AgentName {
  static final String FORM = "2 to 40 of a-z and 0-9, with single hyphens between words";
  static final String EXPECTED = FORM + ", and none of the mesh's own names";

  private AgentName() {}

  /** What is wrong with a name for a new agent; empty if nothing is. */
  public static Optional<String> problem(String name) {
    if (!Agents.isName(name)) {
      return Optional.of("is no agent's name");
    }
    return Agents.isReserved(name) ? Optional.of("belongs to the mesh itself") : Optional.empty();
  }

  /** The form that it has to have, for messages. */
  public static String expected() {
    return EXPECTED;
  }
}
