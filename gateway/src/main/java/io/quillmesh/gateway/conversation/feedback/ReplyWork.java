package io.quillmesh.gateway.conversation.feedback;

import io.quillmesh.gateway.conversation.effects.EffectsBuilder;
import io.quillmesh.gateway.conversation.state.Keys;
import io.quillmesh.gateway.conversation.text.Work;
import org.jspecify.annotations.Nullable;

/** Whose work each reply is, in a piece of its own. What is kept of a version says it itself. */
public final class ReplyWork {
  private ReplyWork() {}

  public static void keep(EffectsBuilder effects, String messageId, Work work) {
    effects.put(Keys.work(effects.conversationId(), messageId), work);
  }

  /** Null when it is not known. */
  public static @Nullable Work find(EffectsBuilder effects, String messageId) {
    return effects.read(Keys.work(effects.conversationId(), messageId), Work.class);
  }
}
