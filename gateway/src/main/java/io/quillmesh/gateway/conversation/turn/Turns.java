package io.quillmesh.gateway.conversation.turn;

import io.quillmesh.gateway.conversation.Owner;
import io.quillmesh.gateway.conversation.agui.AgUiEvent;
import io.quillmesh.gateway.conversation.agui.AgUiEvent.RunInput;
import io.quillmesh.gateway.conversation.agui.Message;
import io.quillmesh.gateway.conversation.agui.Notices;
import io.quillmesh.gateway.conversation.agui.SharedState;
import io.quillmesh.gateway.conversation.effects.EffectsBuilder;
import io.quillmesh.gateway.conversation.effects.Index;
import io.quillmesh.gateway.conversation.history.BeforeTurn;
import io.quillmesh.gateway.conversation.history.History;
import io.quillmesh.gateway.conversation.language.Languages;
import io.quillmesh.gateway.conversation.language.Titles;
import io.quillmesh.gateway.conversation.passage.Selections;
import io.quillmesh.gateway.conversation.snapshot.Snapshots;
import io.quillmesh.gateway.conversation.state.Baseline;
import io.quillmesh.gateway.conversation.state.Header;
import io.quillmesh.gateway.conversation.state.Keys;
import io.quillmesh.gateway.conversation.state.RunningTurn;
import io.quillmesh.gateway.conversation.state.StateMapper;
import io.quillmesh.gateway.conversation.state.Stored;
import io.quillmesh.gateway.conversation.state.Submission;
import io.quillmesh.gateway.conversation.text.Text;
import io.quillmesh.schemas.ContextItem;
import io.quillmesh.schemas.Entity;
import io.quillmesh.schemas.EventIds;
import io.quillmesh.schemas.Selection;
import io.quillmesh.schemas.Topics;
import io.quillmesh.schemas.Turn;
import io.quillmesh.schemas.TurnCancelled;
import io.quillmesh.schemas.TurnStarted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a turn begins and ends, and what agents are told about it. */
public final class Turns {
  private Turns() {}

  public static void start(EffectsBuilder effects, Submission submission) {
    BeforeTurn.keep(effects, submission);
    Header header =
        effects
            .header()
            .withTurn()
            .withRun(effects.progress().nextSequence())
            .withTitle(Titles.ofMessage(submission.message()), Header.TitleSource.MESSAGE)
            .touched(effects.now());
    effects.header(header);
    RunningTurn turn =
        RunningTurn.started(
            new RunningTurn.Asked(
                submission,
                header.counts().turns(),
                Languages.of(submission.message(), submission.language()),
                effects.baseline().choice(submission.choiceId()),
                effects.now(),
                effects.progress().nextSequence()),
            effects.settings().agents().get());
    effects.progress(effects.progress().withTurn(submission, Text.writers(turn.graph())));
    effects.show(submission.runId(), started(effects, submission));
    if (submission.replaces() != null) {
      showBefore(effects, submission);
    }
    EndedTurns.another(effects);
    AgentTransitions agents = new AgentTransitions(effects, turn);
    agents.moveOn();
    agents.commit();
    effects.emit(
        Topics.TURNS,
        effects.conversationId(),
        new TurnStarted(
            EventIds.of(submission.turnId(), "started"),
            effects.now(),
            toRecord(effects, agents.turn())));
    Index.update(effects);
  }

  private static AgUiEvent started(EffectsBuilder effects, Submission submission) {
    String conversationId = effects.conversationId();
    return new AgUiEvent.RunStarted(
        conversationId,
        submission.runId(),
        AgUiEvent.PROTOCOL_VERSION,
        new RunInput(
            conversationId,
            submission.runId(),
            List.of(Message.user(submission.messageId(), submission.message())),
            List.of(),
            List.of(),
            forwarded(effects, submission)));
  }

  /** What the sender asked for and other clients should know, too; null when that is nothing. */
  private static @Nullable Map<String, Object> forwarded(
      EffectsBuilder effects, Submission submission) {
    Map<String, Object> forwarded = new LinkedHashMap<>();
    Selection selection = Selections.toRecord(effects, submission.selected());
    if (selection != null) {
      forwarded.put(
          "selection",
          new AgUiEvent.Selection(
              selection.getVersion(),
              selection.getStart(),
              selection.getEnd(),
              selection.getText()));
    }
    if (submission.replaces() != null) {
      forwarded.put("replaces", submission.replaces());
    }
    return forwarded.isEmpty() ? null : forwarded;
  }

  /** Clients that have seen the replaced turn go back to what was before it. */
  private static void showBefore(EffectsBuilder effects, Submission submission) {
    Stored now = new Stored(effects::bytes, effects.conversationId());
    Baseline before = effects.baseline();
    List<Message> messages = new ArrayList<>(Snapshots.messages(now, effects.header(), before));
    messages.add(Message.user(submission.messageId(), submission.message()));
    effects.show(submission.runId(), new AgUiEvent.StateSnapshot(Snapshots.state(now, before)));
    effects.show(submission.runId(), new AgUiEvent.MessagesSnapshot(messages));
  }

  /** What was asked, without what was before. */
  static Turn.Builder asked(EffectsBuilder effects, RunningTurn.Asked asked) {
    Owner owner = effects.header().owner();
    return Turn.newBuilder()
        .setConversationId(effects.conversationId())
        .setTenant(owner.tenant())
        .setSubjectHash(effects.settings().pseudonyms().of(owner))
        .setTurnId(asked.submission().turnId())
        .setNumber(asked.number())
        .setMessageId(asked.submission().messageId())
        .setMessage(asked.submission().message())
        .setLanguage(asked.language())
        .setStartedAt(asked.startedAt());
  }

  /**
   * The turn as agents get it. It is made of what a running turn does not change, so it is the same
   * when the turn begins and when one of its agents fails.
   */
  static Turn toRecord(EffectsBuilder effects, RunningTurn turn) {
    RunningTurn.Asked asked = turn.asked();
    Baseline before = effects.baseline();
    SharedState.Context context = before.context();
    Turn.Builder record =
        asked(effects, asked)
            .setClientContext(
                asked.submission().clientContext().stream()
                    .map(it -> new ContextItem(it.description(), it.value()))
                    .toList())
            .setHistory(History.before(effects))
            .setArticle(Articles.toRecord(effects, before.article()))
            .setSelection(Selections.toRecord(effects, asked.submission().selected()))
            .setPhase(StateMapper.phase(before.phase()))
            .setChoices(StateMapper.toRecords(before.choices()))
            .setCapabilitiesUsed(before.capabilitiesUsed());
    if (asked.choice() != null) {
      record.setChoice(StateMapper.toRecord(asked.choice()));
    }
    if (context != null) {
      record
          .setSummary(context.summary())
          .setDecisions(context.decisions())
          .setEntities(
              context.entities().stream()
                  .map(it -> new Entity(it.id(), it.name(), it.type()))
                  .toList());
    }
    return record.build();
  }

  /** Stops the running turn. What was found out so far is kept. */
  public static void cancel(EffectsBuilder effects, RunningTurn turn, String reason) {
    AgentTransitions agents = new AgentTransitions(effects, turn);
    turn.agents().keySet().forEach(agent -> Texts.abandon(effects, turn, agent));
    agents.cancelAll();
    int draft = Articles.keepDraft(effects, agents);
    agents.commit();
    stopWork(effects, turn.turnId(), reason);
    TurnEnd.commit(effects, agents.turn());
    effects.show(
        turn.runId(),
        new AgUiEvent.RunFinished(
            effects.conversationId(),
            turn.runId(),
            AgUiEvent.Outcome.CANCELLED,
            draft == 0 ? null : Map.of("draft", draft),
            TurnEnd.usage(agents.turn())));
  }

  /** Tells the agents to stop. */
  static void stopWork(EffectsBuilder effects, String turnId, String reason) {
    effects.emit(
        Topics.CANCELLATIONS,
        effects.conversationId(),
        new TurnCancelled(
            EventIds.of(turnId, "cancelled"),
            effects.now(),
            effects.conversationId(),
            turnId,
            reason));
  }

  /**
   * Ends the turn when all agents that it waits for are over, and begins the next one in the queue.
   * The other agents work on.
   */
  static void endIfOver(EffectsBuilder effects) {
    RunningTurn turn = effects.turn();
    if (turn == null || !turn.isOver()) {
      return;
    }
    EndedTurns.add(effects, turn);
    TurnEnd.commit(effects, turn);
    effects.show(turn.runId(), TurnEnd.outcome(effects.conversationId(), turn));
    startNext(effects);
  }

  /** Begins the next turn in the queue whose selection, if it has one, still fits the article. */
  public static void startNext(EffectsBuilder effects) {
    for (Submission next : effects.queue().waiting()) {
      effects.queue(effects.queue().without(next));
      Selections.Misfit misfit = Selections.misfit(effects, next.selected());
      if (misfit == null) {
        start(effects, next);
        return;
      }
      refuse(effects, next, misfit);
    }
  }

  /** Nothing has become of the message, so it is not known: sent again, it is refused again. */
  private static void refuse(EffectsBuilder effects, Submission waiting, Selections.Misfit misfit) {
    effects.remove(Keys.messageId(effects.conversationId(), waiting.messageId()));
    effects.remove(Keys.turnId(effects.conversationId(), waiting.turnId()));
    effects.tell(
        waiting.connectionId(),
        Notices.rejected(waiting.messageId(), misfit.code(), misfit.message()));
  }
}
