package io.quillmesh.gateway.conversation.effects;

import io.quillmesh.gateway.conversation.Frame;
import io.quillmesh.gateway.conversation.agui.AgUiEvent;
import io.quillmesh.gateway.conversation.agui.Json;
import io.quillmesh.gateway.conversation.state.Header;
import io.quillmesh.gateway.conversation.state.KeptMessage;
import io.quillmesh.gateway.conversation.state.Keys;
import io.quillmesh.gateway.conversation.state.RunningTurn;
import io.quillmesh.gateway.conversation.text.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The kept frames: deleted run by run, and read back for text that no other piece holds. */
public final class Frames {
  private Frames() {}

  /** AG-UI allows nothing outside of a run, so what happens while no turn runs is a short one. */
  public static void showRun(
      EffectsBuilder effects,
      String runId,
      List<AgUiEvent> events,
      @Nullable List<AgUiEvent.Usage> usage) {
    String id = effects.conversationId();
    effects.header(effects.header().withRun(effects.progress().nextSequence()));
    effects.show(runId, new AgUiEvent.RunStarted(id, runId, AgUiEvent.PROTOCOL_VERSION, null));
    events.forEach(event -> effects.show(runId, event));
    effects.show(
        runId, new AgUiEvent.RunFinished(id, runId, AgUiEvent.Outcome.SUCCESS, null, usage));
    forgetOld(effects);
  }

  /** Deletes the frames of all but the newest runs. */
  public static void forgetOld(EffectsBuilder effects) {
    Header before = effects.header();
    Header after = before.keepingRuns(effects.settings().keptRuns());
    if (after.numbering().equals(before.numbering())) {
      return;
    }
    long keptFrom = after.numbering().runs().getFirst();
    long first = before.numbering().runs().getFirst();
    for (long sequence = first; sequence < keptFrom; sequence++) {
      effects.remove(Keys.frame(effects.conversationId(), sequence));
    }
    effects.header(after);
  }

  /**
   * The last message of a text that was begun and never completed. Its text is in the frames only,
   * because a growing piece would be rewritten with every chunk; it is rarely needed.
   */
  public static @Nullable KeptMessage lastMessage(
      EffectsBuilder effects, RunningTurn turn, Text text) {
    String messageId = null;
    StringBuilder shown = new StringBuilder();
    for (long sequence = turn.asked().firstSequence();
        sequence < effects.stored().progress().nextSequence();
        sequence++) {
      Frame frame = effects.stored().frame(sequence);
      if (frame == null || !frame.type().startsWith("TEXT_MESSAGE_")) {
        continue;
      }
      TextFrame event = Json.fromText(frame.json(), TextFrame.class);
      if (!text.isIn(turn.runId(), event.messageId())) {
        continue;
      }
      if (!event.messageId().equals(messageId)) {
        messageId = event.messageId();
        shown.setLength(0);
      }
      if (event.delta() != null) {
        shown.append(event.delta());
      }
    }
    return messageId == null ? null : turn.message(text, messageId, shown.toString());
  }

  /** The members of a text's events that matter here. */
  record TextFrame(String messageId, @Nullable String delta) {}
}
