package io.quillmesh.gateway.conversation.turn;

import io.quillmesh.gateway.conversation.Owner;
import io.quillmesh.gateway.conversation.agui.AgUiEvent;
import io.quillmesh.gateway.conversation.agui.AgUiEvent.RunInput;
import io.quillmesh.gateway.conversation.agui.Message;
import io.quillmesh.gateway.conversation.agui.SharedState;
import io.quillmesh.gateway.conversation.effects.Index;
import io.quillmesh.gateway.conversation.effects.Work;
import io.quillmesh.gateway.conversation.state.AgentState;
import io.quillmesh.gateway.conversation.state.Baseline;
import io.quillmesh.gateway.conversation.state.Header;
import io.quillmesh.gateway.conversation.state.RunningTurn;
import io.quillmesh.gateway.conversation.state.Shared;
import io.quillmesh.gateway.conversation.state.Submission;
import io.quillmesh.gateway.conversation.state.Text;
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
public final class Turns {
  private Turns() {}

  public static void start(Work work, Submission submission) {
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
            work.progress().nextSequence(),
            work.settings().agents());
    work.progress(work.progress().withTurn(submission));
    work.show(submission.runId(), started(work.conversationId(), submission));
    AgentTransitions agents = new AgentTransitions(work, turn);
    agents.moveOn();
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
    Owner owner = work.header().owner();
    Baseline before = work.baseline();
    SharedState.Context context = before.context();
    Turn.Builder record =
        Turn.newBuilder()
            .setConversationId(work.conversationId())
            .setTenant(owner.tenant())
            .setSubjectHash(work.settings().pseudonyms().of(owner))
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
  public static void cancel(Work work, RunningTurn turn, String reason) {
    AgentTransitions agents = new AgentTransitions(work, turn);
    int draft = stopAgents(work, agents, reason);
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

  /** Returns the version that what was written of an article is kept as; 0 when there is none. */
  private static int stopAgents(Work work, AgentTransitions agents, String reason) {
    for (Text text : Text.values()) {
      Texts.abandon(work, agents.turn(), text.agent());
    }
    agents.cancelAll();
    int draft = Articles.keepDraft(work, agents);
    agents.commit();
    stopWork(work, agents.turn().turnId(), reason);
    return draft;
  }

  /** Tells the agents that nobody waits for them any more. */
  static void stopWork(Work work, String turnId, String reason) {
    work.emit(
        Topics.CANCELLATIONS,
        work.conversationId(),
        new TurnCancelled(
            EventIds.of(turnId, "cancelled"), work.now(), work.conversationId(), turnId, reason));
  }

  /** Ends the turn when all that it waits for are over, and begins the next that waits. */
  static void endIfOver(Work work) {
    RunningTurn over = work.turn();
    if (over == null || !over.isOver()) {
      return;
    }
    RunningTurn turn = withoutStragglers(work, over);
    TurnEnd.commit(work, turn);
    work.show(turn.runId(), TurnEnd.outcome(work.conversationId(), turn));
    startNext(work);
  }

  /** Nobody works on a turn that has ended. */
  private static RunningTurn withoutStragglers(Work work, RunningTurn turn) {
    if (turn.agents().values().stream().allMatch(AgentState::isOver)) {
      return turn;
    }
    AgentTransitions agents = new AgentTransitions(work, turn);
    stopAgents(work, agents, "ENDED");
    return agents.turn();
  }

  public static void startNext(Work work) {
    List<Submission> waiting = work.queue().waiting();
    if (!waiting.isEmpty()) {
      work.queue(work.queue().without(waiting.getFirst()));
      start(work, waiting.getFirst());
    }
  }
}
