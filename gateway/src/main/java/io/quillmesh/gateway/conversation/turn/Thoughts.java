package io.quillmesh.gateway.conversation.turn;

import io.quillmesh.gateway.conversation.agui.AgUiEvent;
import io.quillmesh.gateway.conversation.effects.EffectsBuilder;
import io.quillmesh.gateway.conversation.text.Text;
import io.quillmesh.gateway.conversation.text.TextStream;

/**
 * What models think before they write. Clients see that a model thinks, so that it does not look
 * like a hang, and its thoughts where they are shown. None of it is kept with the conversation.
 */
final class Thoughts {
  private Thoughts() {}

  /** A sign that a model thinks; one that comes after its text has begun is late. */
  static void chunk(EffectsBuilder effects, Text text, String thought) {
    String runId = Texts.runId(effects);
    String id = text.thoughtId(runId);
    String by = text.subagentRunId(runId);
    boolean aloud = false;
    switch (effects.progress().text(text)) {
      case TextStream.Unwritten _ -> effects.show(runId, new AgUiEvent.ReasoningStart(id, by));
      case TextStream.Thinking(boolean already) -> aloud = already;
      case TextStream.Writing _, TextStream.Written _ -> {
        return;
      }
    }
    if (!thought.isEmpty()) {
      if (!aloud) {
        effects.show(runId, new AgUiEvent.ReasoningMessageStart(id, "reasoning", by));
      }
      effects.show(runId, new AgUiEvent.ReasoningMessageContent(id, thought, by));
      aloud = true;
    }
    effects.progress(effects.progress().with(text, new TextStream.Thinking(aloud)));
  }

  /** The thinking has ended, if there was any. */
  static void end(EffectsBuilder effects, Text text) {
    if (effects.progress().text(text) instanceof TextStream.Thinking(boolean aloud)) {
      String runId = Texts.runId(effects);
      String id = text.thoughtId(runId);
      String by = text.subagentRunId(runId);
      if (aloud) {
        effects.show(runId, new AgUiEvent.ReasoningMessageEnd(id, by));
      }
      effects.show(runId, new AgUiEvent.ReasoningEnd(id, by));
      effects.progress(effects.progress().with(text, new TextStream.Unwritten()));
    }
  }
}
