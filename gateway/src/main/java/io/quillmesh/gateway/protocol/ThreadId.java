package io.quillmesh.gateway.protocol;

import io.quillmesh.gateway.conversation.Frame;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * A conversation, and what one client calls it: AG-UI's {@code threadId}, which comes back as it
 * was sent.
 *
 * @param conversationId a UUID in lower case, the same for everybody
 * @param asSent what the client sent
 */
public record ThreadId(String conversationId, String asSent) {
  private static final String RUN_EVENT = "{\"type\":\"RUN_";
  private static final String MEMBER = "\"threadId\":\"";

  /** Whether a client means this conversation, by its own name for it or by ours. */
  boolean isMeantBy(String threadId) {
    return asSent.equals(threadId) || conversationId.equalsIgnoreCase(threadId);
  }

  /** The frame in the client's own words. Only the events of a run name their thread. */
  public Frame spell(Frame frame) {
    if (asSent.equals(conversationId) || !frame.json().startsWith(RUN_EVENT)) {
      return frame;
    }
    // Within a JSON string quotes are escaped, so this is found at members only.
    String json =
        frame
            .json()
            .replace(
                MEMBER + conversationId + '"',
                MEMBER
                    + new String(JsonStringEncoder.getInstance().quoteAsCharArray(asSent))
                    + '"');
    return new Frame(json, frame.runId(), frame.cursor());
  }
}
