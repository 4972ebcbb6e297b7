package io.quillmesh.gateway.protocol;

import io.quillmesh.gateway.conversation.Frame;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * A conversation and one client's name for it: AG-UI's {@code threadId}, which is returned as it
 * was sent.
 *
 * @param conversationId a UUID in lower case, the same for everybody
 * @param asSent what the client sent
 */
public record ThreadId(String conversationId, String asSent) {
  private static final String MEMBER = "\"threadId\":\"";

  /** Whether a client means this conversation, by its own name for it or by ours. */
  boolean isMeantBy(String threadId) {
    return asSent.equals(threadId) || conversationId.equalsIgnoreCase(threadId);
  }

  /** The frame with the client's name for the thread. Only a run's own events name their thread. */
  public Frame spell(Frame frame) {
    if (asSent.equals(conversationId) || !frame.type().startsWith("RUN_")) {
      return frame;
    }
    // Quotes inside JSON strings are escaped, so this matches members only.
    String json =
        frame
            .json()
            .replace(
                MEMBER + conversationId + '"',
                MEMBER
                    + new String(JsonStringEncoder.getInstance().quoteAsCharArray(asSent))
                    + '"');
    return frame.withJson(json);
  }
}
