package io.quillmesh.gateway.conversation.state;

import io.quillmesh.gateway.conversation.agui.AgUiEvent;
import io.quillmesh.schemas.Agents;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The two texts of a turn. */
public enum Text {
  ARTICLE(Agents.GENERATOR, "article"),
  REPLY(Agents.REPLY, "reply");

  private final String agent;
  private final String id;

  Text(String agent, String id) {
    this.agent = agent;
    this.id = id;
  }

  public String agent() {
    return agent;
  }

  /** The text that an agent writes; null when it writes none. */
  public static @Nullable Text of(String agent) {
    return Arrays.stream(values())
        .filter(text -> text.agent.equals(agent))
        .findFirst()
        .orElse(null);
  }

  /** The id of the message that shows one part of it, from 1. */
  public String messageId(String runId, int part) {
    return runId + "/" + id + (part == 1 ? "" : "~" + part);
  }

  /** The id of what its model thinks before it writes. */
  public String thoughtId(String runId) {
    return runId + "/" + id + "/thoughts";
  }

  /** The name that tells an article from what the conversation itself says. */
  public @Nullable String label() {
    return this == ARTICLE ? id : null;
  }

  /** Whose work it is in AG-UI's eyes; a reply speaks for the conversation itself. */
  public @Nullable String subagentRunId(String runId) {
    return this == ARTICLE ? AgUiEvent.subagentRunId(runId, agent) : null;
  }
}
