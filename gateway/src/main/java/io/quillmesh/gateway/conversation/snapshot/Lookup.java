package io.quillmesh.gateway.conversation.snapshot;

import io.quillmesh.gateway.conversation.ConversationSummary;
import io.quillmesh.gateway.conversation.Frame;
import java.util.List;

/** What somebody finds who looks for a conversation. */
public sealed interface Lookup {

  /** It is nobody's yet. */
  record Unknown() implements Lookup {}

  /** It is another's, or erased. */
  record Hidden() implements Lookup {}

  /** It is theirs. */
  record Found(ConversationSummary summary, List<Frame> frames) implements Lookup {}
}
