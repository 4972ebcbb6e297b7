package io.quillmesh.gateway.conversation.fold;

import io.quillmesh.gateway.conversation.agui.SharedState;
import io.quillmesh.schemas.Agent;
import io.quillmesh.schemas.AgentFailed;
import io.quillmesh.schemas.Article;
import io.quillmesh.schemas.ArticleResult;
import io.quillmesh.schemas.ArticleWritten;
import io.quillmesh.schemas.Author;
import io.quillmesh.schemas.ContextAnalyzed;
import io.quillmesh.schemas.IntentRecognized;
import io.quillmesh.schemas.PhaseDecided;
import io.quillmesh.schemas.ReplyComposed;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What the agents found out. The first result or failure of an agent in the running turn counts;
 * repeats, and what belongs to a turn that is over, change nothing.
 */
final class Results {
  private Results() {}

  static void intent(Work work, IntentRecognized event) {
    accept(
        work,
        event.getTurn().getTurnId(),
        Agent.INTENT,
        agents -> {
          SharedState.Intent intent = Shared.intent(event.getRecognition());
          agents.learn(agents.turn().withIntent(intent, event.getRecognition().getCapabilities()));
          agents.member("intent", intent);
          agents.finish(Agent.INTENT, AgentState.Spent.of(event.getCall()), null);
        });
  }

  static void context(Work work, ContextAnalyzed event) {
    accept(
        work,
        event.getTurn().getTurnId(),
        Agent.CONTEXT,
        agents -> {
          SharedState.Context context =
              Shared.merge(work.baseline().context(), event.getAnalysis());
          agents.learn(agents.turn().withContext(context));
          agents.member("context", context);
          agents.finish(Agent.CONTEXT, AgentState.Spent.of(event.getCall()), null);
        });
  }

  static void article(Work work, ArticleWritten event) {
    accept(
        work,
        event.getTurnId(),
        Agent.GENERATOR,
        agents -> {
          // So that its text comes after its start.
          startNow(agents, Agent.GENERATOR);
          ArticleResult result = event.getResult();
          if (result.getArticle() != null) {
            newVersion(work, agents, result.getArticle(), result.getStreamId());
          } else {
            Texts.abandon(work, agents.turn(), Agent.GENERATOR);
          }
          agents.finish(
              Agent.GENERATOR,
              AgentState.Spent.of(event.getCall()),
              Map.of("outcome", result.getOutcome().name()));
        });
  }

  private static void newVersion(Work work, Lifecycle agents, Article article, String streamId) {
    RunningTurn turn = agents.turn();
    String messageId = Texts.complete(work, turn, Text.ARTICLE, streamId, article.getMarkdown());
    int version = work.header().articles() + 1;
    ArticleVersion kept =
        new ArticleVersion(
            article.getTitle(),
            article.getMarkdown(),
            Author.AGENT,
            0,
            article.getUnfinished() ? true : null);
    work.put(Keys.article(work.conversationId(), version), kept);
    work.header(
        work.header()
            .withArticle(version)
            .withTitle(article.getTitle(), Header.TitleSource.ARTICLE));
    agents.learn(
        turn.withArticle(
            version,
            new KeptMessage(
                messageId, KeptMessage.Kind.ARTICLE, null, version, turn.number(), turn.runId())));
    agents.member("article", kept.toShared(version));
    if (kept.isUnfinished()) {
      NextSteps.offerToFinish(agents);
    }
  }

  static void reply(Work work, ReplyComposed event) {
    accept(
        work,
        event.getTurnId(),
        Agent.REPLY,
        agents -> {
          startNow(agents, Agent.REPLY);
          RunningTurn turn = agents.turn();
          String messageId =
              Texts.complete(work, turn, Text.REPLY, event.getStreamId(), event.getText());
          agents.learn(
              turn.withReply(
                  new KeptMessage(
                      messageId,
                      KeptMessage.Kind.REPLY,
                      event.getText(),
                      0,
                      turn.number(),
                      turn.runId())));
          agents.finish(Agent.REPLY, AgentState.Spent.of(event.getCall()), null);
        });
  }

  static void phase(Work work, PhaseDecided event) {
    accept(
        work,
        event.getTurnId(),
        Agent.PHASE,
        agents -> {
          String phase = Shared.phase(event.getPhase());
          if (phase != null) {
            agents.learn(agents.turn().withPhase(phase));
            agents.member("phase", phase);
          }
          ArticleVersion article = work.article(Articles.current(work.baseline(), agents.turn()));
          agents.finish(Agent.PHASE, AgentState.Spent.of(event.getCall()), null);
          NextSteps.offer(
              agents,
              Shared.choices(event.getChoices()),
              article != null && article.isUnfinished());
        });
  }

  static void failure(Work work, AgentFailed event) {
    Agent agent = event.getFailure().getAgent();
    if (!RunningTurn.AGENTS.contains(agent)) {
      return;
    }
    accept(
        work,
        event.getTurn().getTurnId(),
        agent,
        agents -> {
          startNow(agents, agent);
          Texts.abandon(work, agents.turn(), agent);
          agents.fail(
              agent,
              new AgentState.Failed(
                  event.getFailure().getCode(),
                  event.getFailure().getMessage(),
                  AgentState.Spent.of(event.getCall())));
        });
  }

  private static void accept(Work work, String turnId, Agent agent, Consumer<Lifecycle> learning) {
    RunningTurn turn = work.turn();
    if (turn == null || !turn.turnId().equals(turnId) || turn.agent(agent).isOver()) {
      return;
    }
    Lifecycle agents = new Lifecycle(work, turn);
    learning.accept(agents);
    Failures.moveOn(work, agents);
    agents.commit();
    Turns.endIfOver(work);
  }

  /** Shows at once that an agent works: its text is about to follow. */
  private static void startNow(Lifecycle agents, Agent agent) {
    if (agents.turn().agent(agent) instanceof AgentState.Waiting) {
      agents.start(agent);
      agents.showNow();
    }
  }
}
