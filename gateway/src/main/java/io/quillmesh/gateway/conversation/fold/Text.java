package io.quillmesh.gateway.conversation.fold;

import io.quillmesh.schemas.Agent;
import org.jspecify.annotations.Nullable;

/** The two texts of a turn. */
enum Text {
  ARTICLE(Agent.GENERATOR, "article"),
  REPLY(Agent.REPLY, "reply");

  private final Agent agent;
  private final String id;

  Text(Agent agent, String id) {
    this.agent = agent;
    this.id = id;
  }

  Agent agent() {
    return agent;
  }

  /** The text that an agent writes; null when it writes none. */
  static @Nullable Text of(Agent agent) {
    return switch (agent) {
      case GENERATOR -> ARTICLE;
      case REPLY -> REPLY;
      case INTENT, CONTEXT, PHASE, UNKNOWN -> null;
    };
  }

  /** The id of the message that shows one part of it, from 1. */
  String messageId(String runId, int part) {
    return runId + "/" + id + (part == 1 ? "" : "~" + part);
  }

  /** The id of what its model thinks before it writes. */
  String thoughtId(String runId) {
    return runId + "/" + id + "/thoughts";
  }

  /** The name that tells an article from what the conversation itself says. */
  @Nullable String label() {
    return this == ARTICLE ? id : null;
  }

  /** Whose work it is in AG-UI's eyes; a reply speaks for the conversation itself. */
  @Nullable String subagentRunId(String runId) {
    return this == ARTICLE ? Lifecycle.subagentRunId(runId, agent) : null;
  }
}
