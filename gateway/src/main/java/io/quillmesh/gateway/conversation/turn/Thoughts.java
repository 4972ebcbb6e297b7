package io.quillmesh.gateway.conversation.turn;

import io.quillmesh.gateway.conversation.agui.AgUiEvent;
import io.quillmesh.gateway.conversation.effects.Work;
import io.quillmesh.gateway.conversation.state.Text;
import io.quillmesh.gateway.conversation.state.TextStream;

/**
 * What models think before they write: that they do, so that it does not look like a hang, and
 * what, where that is shown. It is for those who watch; nothing of it is kept with the
 * conversation.
 */
final class Thoughts {
  private Thoughts() {}

  /** A sign that a model thinks; one that comes after its text has begun is late. */
  static void chunk(Work work, Text text, String thought) {
    String runId = Texts.runId(work);
    String id = text.thoughtId(runId);
    String by = text.subagentRunId(runId);
    boolean aloud = false;
    switch (work.progress().text(text)) {
      case TextStream.Unwritten _ -> work.show(runId, new AgUiEvent.ReasoningStart(id, by));
      case TextStream.Thinking(boolean already) -> aloud = already;
      case TextStream.Writing _, TextStream.Written _ -> {
        return;
      }
    }
    if (!thought.isEmpty()) {
      if (!aloud) {
        work.show(runId, new AgUiEvent.ReasoningMessageStart(id, "reasoning", by));
      }
      work.show(runId, new AgUiEvent.ReasoningMessageContent(id, thought, by));
      aloud = true;
    }
    work.progress(work.progress().with(text, new TextStream.Thinking(aloud)));
  }

  /** It has come to an end, if there was any. */
  static void end(Work work, Text text) {
    if (work.progress().text(text) instanceof TextStream.Thinking(boolean aloud)) {
      String runId = Texts.runId(work);
      String id = text.thoughtId(runId);
      String by = text.subagentRunId(runId);
      if (aloud) {
        work.show(runId, new AgUiEvent.ReasoningMessageEnd(id, by));
      }
      work.show(runId, new AgUiEvent.ReasoningEnd(id, by));
      work.progress(work.progress().with(text, new TextStream.Unwritten()));
    }
  }
}
