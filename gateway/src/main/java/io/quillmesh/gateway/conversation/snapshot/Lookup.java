package io.quillmesh.gateway.conversation.snapshot;

import io.quillmesh.gateway.conversation.ConversationSummary;
import io.quillmesh.gateway.conversation.Frame;
import java.util.List;

/** What a client that asks for a conversation finds. */
public sealed interface Lookup {

  /** It has no owner yet. */
  record Unknown() implements Lookup {}

  /** It belongs to another person, or is erased. */
  record Hidden() implements Lookup {}

  /** It is the asker's. */
  record Found(ConversationSummary summary, List<Frame> frames) implements Lookup {}
}
