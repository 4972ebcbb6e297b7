package io.quillmesh.gateway.conversation.fold;

import io.quillmesh.gateway.conversation.agui.AgUiEvent;
import io.quillmesh.gateway.conversation.agui.AgUiEvent.RunInput;
import io.quillmesh.gateway.conversation.agui.Message;
import io.quillmesh.gateway.conversation.agui.SharedState;
import io.quillmesh.schemas.Agent;
import io.quillmesh.schemas.ContextItem;
import io.quillmesh.schemas.Entity;
import io.quillmesh.schemas.EventIds;
import io.quillmesh.schemas.Topics;
import io.quillmesh.schemas.Turn;
import io.quillmesh.schemas.TurnCancelled;
import io.quillmesh.schemas.TurnStarted;
import java.util.List;
import java.util.Map;

/** A turn's beginning, its end, and what the agents are told of it. */
final class Turns {
  private Turns() {}

  static void start(Work work, Submission submission) {
    Header header =
        work.header()
            .withTurn()
            .withRun(work.progress().nextSequence())
            .withTitle(Titles.ofMessage(submission.message()), Header.TitleSource.MESSAGE)
            .touched(work.now());
    work.header(header);
    RunningTurn turn =
        RunningTurn.started(
            submission,
            header.turns(),
            Languages.of(submission.message(), submission.language()),
            work.baseline().choice(submission.choiceId()),
            work.now(),
            work.progress().nextSequence());
    work.progress(work.progress().withTurn(submission));
    work.show(submission.runId(), started(work.conversationId(), submission));
    Lifecycle agents = new Lifecycle(work, turn);
    agents.start(Agent.INTENT);
    agents.start(Agent.CONTEXT);
    agents.commit();
    work.emit(
        Topics.TURNS,
        work.conversationId(),
        new TurnStarted(
            EventIds.of(submission.turnId(), "started"),
            work.now(),
            toRecord(work, agents.turn())));
    Index.update(work);
  }

  private static AgUiEvent started(String conversationId, Submission submission) {
    return new AgUiEvent.RunStarted(
        conversationId,
        submission.runId(),
        AgUiEvent.PROTOCOL_VERSION,
        new RunInput(
            conversationId,
            submission.runId(),
            List.of(Message.user(submission.messageId(), submission.message())),
            List.of(),
            List.of()));
  }

  /**
   * The turn as the agents get it. Made of what a running turn does not change, so it is the same
   * at the turn's beginning and when one of its agents fails.
   */
  static Turn toRecord(Work work, RunningTurn turn) {
    Baseline before = work.baseline();
    SharedState.Context context = before.context();
    Turn.Builder record =
        Turn.newBuilder()
            .setConversationId(work.conversationId())
            .setTurnId(turn.turnId())
            .setNumber(turn.number())
            .setMessageId(turn.submission().messageId())
            .setMessage(turn.submission().message())
            .setLanguage(turn.language())
            .setClientContext(
                turn.submission().clientContext().stream()
                    .map(it -> new ContextItem(it.description(), it.value()))
                    .toList())
            .setHistory(History.before(work))
            .setArticle(Articles.toRecord(work, before.article()))
            .setPhase(Shared.phase(before.phase()))
            .setChoices(Shared.toRecords(before.choices()))
            .setCapabilitiesUsed(before.capabilitiesUsed())
            .setStartedAt(turn.startedAt());
    if (turn.choice() != null) {
      record.setChoice(Shared.toRecord(turn.choice()));
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

  /** Stops the running turn. What was found out so far stays. */
  static void cancel(Work work, RunningTurn turn, String reason) {
    Texts.abandon(work, turn, Agent.GENERATOR);
    Texts.abandon(work, turn, Agent.REPLY);
    Lifecycle agents = new Lifecycle(work, turn);
    agents.cancelAll();
    int draft = Articles.keepDraft(work, agents);
    agents.commit();
    stopWork(work, turn.turnId(), reason);
    TurnEnd.commit(work, agents.turn());
    work.show(
        turn.runId(),
        new AgUiEvent.RunFinished(
            work.conversationId(),
            turn.runId(),
            AgUiEvent.Outcome.CANCELLED,
            draft == 0 ? null : Map.of("draft", draft),
            TurnEnd.usage(agents.turn())));
  }

  /** Tells the agents that nobody waits for them any more. */
  static void stopWork(Work work, String turnId, String reason) {
    work.emit(
        Topics.CANCELLATIONS,
        work.conversationId(),
        new TurnCancelled(
            EventIds.of(turnId, "cancelled"), work.now(), work.conversationId(), turnId, reason));
  }

  /** Ends the turn when all five agents are over, and begins the next that waits. */
  static void endIfOver(Work work) {
    RunningTurn turn = work.turn();
    if (turn == null || !turn.isOver()) {
      return;
    }
    TurnEnd.commit(work, turn);
    work.show(turn.runId(), TurnEnd.outcome(work.conversationId(), turn));
    startNext(work);
  }

  static void startNext(Work work) {
    List<Submission> waiting = work.queue().waiting();
    if (!waiting.isEmpty()) {
      work.queue(work.queue().without(waiting.getFirst()));
      start(work, waiting.getFirst());
    }
  }
}
