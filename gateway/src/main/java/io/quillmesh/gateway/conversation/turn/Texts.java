package io.quillmesh.gateway.conversation.turn;

import io.quillmesh.gateway.conversation.agui.AgUiEvent;
import io.quillmesh.gateway.conversation.effects.EffectsBuilder;
import io.quillmesh.gateway.conversation.graph.AgentCard;
import io.quillmesh.gateway.conversation.state.AgentState;
import io.quillmesh.gateway.conversation.state.Progress;
import io.quillmesh.gateway.conversation.state.RunningTurn;
import io.quillmesh.gateway.conversation.text.Text;
import io.quillmesh.gateway.conversation.text.TextStream;
import io.quillmesh.schemas.Budgets;
import io.quillmesh.schemas.TextChunk;
import org.jspecify.annotations.Nullable;

/**
 * Texts while they are written. Chunks may come twice, late, with gaps or from two model calls at
 * once. A shown message grows only by what continues it, and the last message of a text ends up as
 * the result's text.
 */
public final class Texts {
  /** An agent writes its text a few times at most; who begins again and again is not shown. */
  private static final int MAX_PARTS = 16;

  private Texts() {}

  /** The hot path: reads and writes the small piece only. */
  public static void chunk(EffectsBuilder effects, TextChunk chunk) {
    if (!isOpen(effects, chunk.getTurnId(), chunk.getAgent())) {
      refuse(effects, chunk);
      return;
    }
    if (chunk.getOffset() + chunk.getText().length() > Budgets.ARTICLE) {
      // No result is longer, so neither is what is shown.
      return;
    }
    Text text = effects.progress().textOf(chunk.getAgent());
    if (chunk.getThinking()) {
      startAgent(effects, text.agent());
      Thoughts.chunk(effects, text, chunk.getThought());
      return;
    }
    switch (effects.progress().text(text)) {
      case TextStream.Unwritten _, TextStream.Thinking _ -> {
        if (chunk.getOffset() == 0) {
          startAgent(effects, text.agent());
          begin(effects, text, TextStream.Writing.first(chunk.getStreamId()), chunk.getText());
        }
      }
      case TextStream.Writing shown -> {
        if (chunk.getStreamId().equals(shown.streamId())) {
          proceed(effects, text, shown, chunk);
        } else if (chunk.getOffset() == 0
            && shown.part() < MAX_PARTS
            && !shown.fenced().contains(chunk.getStreamId())) {
          end(effects, text, shown.part());
          begin(effects, text, shown.again(chunk.getStreamId()), chunk.getText());
        }
      }
      case TextStream.Written _ -> {}
    }
  }

  /** What is late is passed over; what was not asked for is refused. */
  private static void refuse(EffectsBuilder effects, TextChunk chunk) {
    RunningTurn turn = effects.turn();
    if (turn != null && turn.turnId().equals(chunk.getTurnId())) {
      Results.checkAsked(turn, chunk.getAgent());
    }
  }

  /**
   * The whole text of a declared agent; one that the turn's end does not wait for is not streamed.
   */
  static void say(
      EffectsBuilder effects,
      AgentTransitions agents,
      AgentCard card,
      String streamId,
      String whole) {
    Text text = agents.turn().text(card.name());
    if (card.isStreamed()) {
      startNow(agents, card.name());
      String messageId = complete(effects, agents.turn(), text, streamId, whole);
      agents.say(agents.turn().message(text, messageId, whole));
      return;
    }
    String runId = agents.turn().runId();
    String id = text.messageId(runId, 1);
    String by = text.subagentRunId(runId);
    agents.appear(card.name());
    agents.show(new AgUiEvent.TextMessageStart(id, "assistant", text.label(), by));
    if (!whole.isEmpty()) {
      agents.show(new AgUiEvent.TextMessageContent(id, whole, by));
    }
    agents.show(new AgUiEvent.TextMessageEnd(id, by));
    agents.say(agents.turn().message(text, id, whole));
  }

  /** Shows at once that an agent works, because its text follows. */
  static void startNow(AgentTransitions agents, String agent) {
    boolean endsTurn = agents.turn().graph().card(agent).map(AgentCard::endsTurn).orElse(true);
    if (endsTurn && agents.turn().agent(agent) instanceof AgentState.Waiting) {
      agents.start(agent);
      agents.showNow();
    }
  }

  /** Shows what is missing of a whole text, and ends it. Returns the message's id. */
  static String complete(
      EffectsBuilder effects, RunningTurn turn, Text text, String streamId, String whole) {
    TextStream.Writing last =
        switch (effects.progress().text(text)) {
          case TextStream.Unwritten _, TextStream.Thinking _ ->
              begin(effects, text, TextStream.Writing.first(streamId), whole);
          case TextStream.Writing shown -> {
            if (shown.streamId().equals(streamId) && shown.isBeginningOf(whole)) {
              yield append(effects, text, shown, whole.substring(shown.length()));
            }
            end(effects, text, shown.part());
            yield begin(effects, text, shown.again(streamId), whole);
          }
          case TextStream.Written _ ->
              throw new IllegalStateException("The text of an agent that is over: " + text);
        };
    end(effects, text, last.part());
    effects.progress(effects.progress().with(text, new TextStream.Written()));
    return text.messageId(turn.runId(), last.part());
  }

  /** An agent's text ends here: an open message is ended as it is. */
  static void abandon(EffectsBuilder effects, RunningTurn turn, String agent) {
    if (!isOpen(effects, turn.turnId(), agent)) {
      return;
    }
    Text text = turn.text(agent);
    Thoughts.end(effects, text);
    if (effects.progress().text(text) instanceof TextStream.Writing shown) {
      end(effects, text, shown.part());
    }
    effects.progress(effects.progress().with(text, new TextStream.Written()));
  }

  /** Whether the turn runs, and the agent writes a text in it. */
  private static boolean isOpen(EffectsBuilder effects, String turnId, String agent) {
    Progress progress = effects.progress();
    return turnId.equals(progress.turnId()) && progress.isWrittenBy(agent);
  }

  /** A chunk may come before the event that its agent answers: it shows that there is one. */
  private static void startAgent(EffectsBuilder effects, String agent) {
    RunningTurn turn = effects.turn();
    if (turn != null && turn.agent(agent) instanceof AgentState.Waiting) {
      AgentTransitions agents = new AgentTransitions(effects, turn);
      agents.start(agent);
      agents.commit();
    }
  }

  private static void proceed(
      EffectsBuilder effects, Text text, TextStream.Writing shown, TextChunk chunk) {
    int overlap = shown.length() - chunk.getOffset();
    // After a gap the result brings what is missing. What was already shown is a repeat.
    if (overlap >= 0 && overlap < chunk.getText().length()) {
      append(effects, text, shown, chunk.getText().substring(overlap));
    }
  }

  private static TextStream.Writing begin(
      EffectsBuilder effects, Text text, TextStream.Writing empty, String beginning) {
    String runId = runId(effects);
    Thoughts.end(effects, text);
    effects.show(
        runId,
        new AgUiEvent.TextMessageStart(
            text.messageId(runId, empty.part()),
            "assistant",
            text.label(),
            text.subagentRunId(runId)));
    return append(effects, text, empty, beginning);
  }

  private static TextStream.Writing append(
      EffectsBuilder effects, Text text, TextStream.Writing shown, String more) {
    TextStream.Writing longer = shown.plus(more);
    if (!more.isEmpty()) {
      String runId = runId(effects);
      effects.show(
          runId,
          new AgUiEvent.TextMessageContent(
              text.messageId(runId, shown.part()), more, text.subagentRunId(runId)));
    }
    effects.progress(effects.progress().with(text, longer));
    return longer;
  }

  private static void end(EffectsBuilder effects, Text text, int part) {
    String runId = runId(effects);
    effects.show(
        runId,
        new AgUiEvent.TextMessageEnd(text.messageId(runId, part), text.subagentRunId(runId)));
  }

  static String runId(EffectsBuilder effects) {
    @Nullable String running = effects.progress().runId();
    if (running == null) {
      throw new IllegalStateException("No turn runs");
    }
    return running;
  }
}
