package io.quillmesh.gateway.conversation.text;

import io.quillmesh.gateway.conversation.agui.AgUiEvent;
import io.quillmesh.gateway.conversation.graph.AgentCard;
import io.quillmesh.gateway.conversation.graph.AgentGraph;
import io.quillmesh.schemas.Agents;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text that an agent writes in a turn, and how clients see it.
 *
 * @param id what its messages' ids end with
 * @param label the name of its messages; null for a reply, which speaks for the conversation itself
 */
public record Text(String agent, String id, @Nullable String label) {
  public static final Text ARTICLE = new Text(Agents.GENERATOR, "article", "article");

  /** What the generator writes in a turn that is about a passage of the article. */
  public static final Text PASSAGE = new Text(Agents.GENERATOR, "passage", "passage");

  public static final Text REPLY = new Text(Agents.REPLY, "reply", null);

  /**
   * The text that this agent writes.
   *
   * @param aboutPassage whether the turn is about a passage of the article
   */
  public static Text of(String agent, boolean aboutPassage) {
    return switch (agent) {
      case Agents.GENERATOR -> aboutPassage ? PASSAGE : ARTICLE;
      case Agents.REPLY -> REPLY;
      default -> new Text(agent, agent, agent);
    };
  }

  /** The agents that write a text that is shown while it grows. */
  public static List<String> writers(AgentGraph graph) {
    return graph.cards().stream().filter(AgentCard::isStreamed).map(AgentCard::name).toList();
  }

  /** The id of the message that shows one part of it, from 1. */
  public String messageId(String runId, int part) {
    return runId + "/" + id + (part == 1 ? "" : "~" + part);
  }

  /** Whether a message shows one of its parts. */
  public boolean isIn(String runId, String messageId) {
    String first = messageId(runId, 1);
    return messageId.equals(first) || messageId.startsWith(first + "~");
  }

  /** The id of what its model thinks before it writes. */
  public String thoughtId(String runId) {
    return runId + "/" + id + "/thoughts";
  }

  /** Whose work it is in AG-UI's eyes; null for a reply. */
  public @Nullable String subagentRunId(String runId) {
    return label == null ? null : AgUiEvent.subagentRunId(runId, agent);
  }
}
