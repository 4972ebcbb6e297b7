package io.quillmesh.gateway.conversation.turn;

import io.quillmesh.gateway.conversation.agui.SharedState;
import io.quillmesh.gateway.conversation.answer.AgentAnswer;
import io.quillmesh.gateway.conversation.effects.EffectsBuilder;
import io.quillmesh.gateway.conversation.effects.UnfitRecordException;
import io.quillmesh.gateway.conversation.feedback.ReplyWork;
import io.quillmesh.gateway.conversation.passage.Selections;
import io.quillmesh.gateway.conversation.state.AgentState;
import io.quillmesh.gateway.conversation.state.ArticleVersion;
import io.quillmesh.gateway.conversation.state.Header;
import io.quillmesh.gateway.conversation.state.KeptMessage;
import io.quillmesh.gateway.conversation.state.RunningTurn;
import io.quillmesh.gateway.conversation.state.StateMapper;
import io.quillmesh.gateway.conversation.state.Submission;
import io.quillmesh.gateway.conversation.text.Text;
import io.quillmesh.gateway.conversation.text.Work;
import io.quillmesh.gateway.conversation.versions.Origin;
import io.quillmesh.gateway.conversation.versions.Versions;
import io.quillmesh.schemas.AgentFailed;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.Article;
import io.quillmesh.schemas.ArticleOutcome;
import io.quillmesh.schemas.ArticleResult;
import io.quillmesh.schemas.ArticleWritten;
import io.quillmesh.schemas.Author;
import io.quillmesh.schemas.ContextAnalyzed;
import io.quillmesh.schemas.Finding;
import io.quillmesh.schemas.IntentRecognized;
import io.quillmesh.schemas.PhaseDecided;
import io.quillmesh.schemas.ReplyComposed;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The agents' results. The first result or failure of an agent in the running turn counts; repeats,
 * and those of a turn that is over, change nothing. Those of others than its agents are refused.
 */
public final class Results {
  private Results() {}

  public static void intent(EffectsBuilder effects, IntentRecognized event) {
    accept(
        effects,
        event.getTurn().getTurnId(),
        Agents.INTENT,
        agents -> {
          SharedState.Intent intent = StateMapper.intent(event.getRecognition());
          agents.learn(
              agents.turn().learned().withIntent(intent, event.getRecognition().getCapabilities()));
          agents.member("intent", intent);
          Finding answer = found(Agents.INTENT).setRecognition(event.getRecognition()).build();
          agents.finish(answer, AgentState.Spent.of(event.getCall()), null);
        });
  }

  public static void context(EffectsBuilder effects, ContextAnalyzed event) {
    accept(
        effects,
        event.getTurn().getTurnId(),
        Agents.CONTEXT,
        agents -> {
          SharedState.Context context =
              StateMapper.merge(effects.baseline().context(), event.getAnalysis());
          agents.learn(agents.turn().learned().withContext(context));
          agents.member("context", context);
          Finding answer = found(Agents.CONTEXT).setAnalysis(event.getAnalysis()).build();
          agents.finish(answer, AgentState.Spent.of(event.getCall()), null);
        });
  }

  public static void article(EffectsBuilder effects, ArticleWritten event) {
    accept(
        effects,
        event.getTurnId(),
        Agents.GENERATOR,
        agents -> {
          // Its text must come after its start.
          Texts.startNow(agents, Agents.GENERATOR);
          ArticleResult result = event.getResult();
          if (result.getArticle() != null) {
            String written = written(effects, agents.turn(), result.getArticle());
            if (written == null) {
              Failures.fail(
                  effects,
                  agents,
                  Agents.GENERATOR,
                  Failures.INTERNAL,
                  "The article that was written differs from the present one outside of the selected"
                      + " passage, so it was not taken. Send the message again.",
                  event.getCall());
              return;
            }
            newVersion(effects, agents, event, result.getArticle(), written);
          } else {
            Texts.abandon(effects, agents.turn(), Agents.GENERATOR);
          }
          agents.finish(
              found(Agents.GENERATOR).setArticle(result).build(),
              AgentState.Spent.of(event.getCall()),
              Map.of("outcome", result.getOutcome().name()));
        });
  }

  /** The part of an article that clients see coming; null when it is not what was asked for. */
  private static @Nullable String written(
      EffectsBuilder effects, RunningTurn turn, Article article) {
    Submission.Selected selected = turn.asked().submission().selected();
    return selected == null
        ? article.getMarkdown()
        : Selections.rewritten(effects, selected, article.getMarkdown());
  }

  private static void newVersion(
      EffectsBuilder effects,
      AgentTransitions agents,
      ArticleWritten event,
      Article article,
      String written) {
    RunningTurn turn = agents.turn();
    Text text = turn.text(Agents.GENERATOR);
    ArticleResult result = event.getResult();
    String messageId = Texts.complete(effects, turn, text, result.getStreamId(), written);
    boolean isRevised = result.getOutcome() == ArticleOutcome.REVISED;
    ArticleVersion version =
        new ArticleVersion(
            article.getTitle(),
            article.getMarkdown(),
            Author.AGENT,
            isRevised ? effects.baseline().article() : 0,
            article.getUnfinished() ? true : null);
    SharedState.Article shown =
        Versions.keep(
            effects, version, Origin.of(turn, Work.of(turn.turnId(), event.getCall())), null);
    effects.header(effects.header().withTitle(article.getTitle(), Header.TitleSource.ARTICLE));
    agents.learn(turn.learned().withArticle(shown.version()));
    KeptMessage message = turn.message(text, messageId, written);
    agents.say(text.equals(Text.PASSAGE) ? message : message.asVersion(shown.version()));
    agents.member("article", shown);
    if (version.isUnfinished()) {
      NextSteps.offerToFinish(agents);
    }
  }

  public static void reply(EffectsBuilder effects, ReplyComposed event) {
    accept(
        effects,
        event.getTurnId(),
        Agents.REPLY,
        agents -> {
          Texts.startNow(agents, Agents.REPLY);
          RunningTurn turn = agents.turn();
          String messageId =
              Texts.complete(effects, turn, Text.REPLY, event.getStreamId(), event.getText());
          agents.say(turn.message(Text.REPLY, messageId, event.getText()));
          ReplyWork.keep(effects, messageId, Work.of(event.getTurnId(), event.getCall()));
          agents.finish(
              found(Agents.REPLY).setReply(event.getText()).build(),
              AgentState.Spent.of(event.getCall()),
              null);
        });
  }

  public static void phase(EffectsBuilder effects, PhaseDecided event) {
    accept(
        effects,
        event.getTurnId(),
        Agents.PHASE,
        agents -> {
          String phase = StateMapper.phase(event.getPhase());
          if (phase != null) {
            agents.learn(agents.turn().learned().withPhase(phase));
            agents.member("phase", phase);
          }
          ArticleVersion article =
              effects.article(effects.baseline().currentArticle(agents.turn()));
          agents.finish(
              found(Agents.PHASE).setPhase(event.getPhase()).setChoices(event.getChoices()).build(),
              AgentState.Spent.of(event.getCall()),
              null);
          NextSteps.offer(
              agents,
              StateMapper.choices(event.getChoices()),
              article != null && article.isUnfinished());
        });
  }

  public static void answer(EffectsBuilder effects, AgentAnswer event) {
    accept(effects, event.turnId(), event.agent(), agents -> Answers.take(effects, agents, event));
  }

  public static void failure(EffectsBuilder effects, AgentFailed event) {
    String agent = event.getFailure().getAgent();
    accept(
        effects,
        event.getTurn().getTurnId(),
        agent,
        agents -> {
          Texts.startNow(agents, agent);
          Texts.abandon(effects, agents.turn(), agent);
          agents.fail(
              agent,
              new AgentState.Failed(
                  event.getFailure().getCode(),
                  event.getFailure().getMessage(),
                  event.getFailure().getAttempts(),
                  AgentState.Spent.of(event.getCall())));
        });
  }

  private static Finding.Builder found(String agent) {
    return Finding.newBuilder().setAgent(agent);
  }

  private static void accept(
      EffectsBuilder effects, String turnId, String agent, Consumer<AgentTransitions> learning) {
    RunningTurn running = effects.turn();
    boolean runs = running != null && running.turnId().equals(turnId);
    RunningTurn turn = runs ? running : effects.ended().turn(turnId);
    if (turn == null) {
      return;
    }
    checkAsked(turn, agent);
    if (turn.agent(agent).isOver()) {
      return;
    }
    if (!runs) {
      EndedTurns.accept(effects, turn, learning);
      return;
    }
    AgentTransitions agents = new AgentTransitions(effects, turn);
    learning.accept(agents);
    agents.moveOn();
    agents.commit();
    Turns.endIfOver(effects);
  }

  /**
   * Who does not belong to a turn was not asked.
   *
   * @throws UnfitRecordException if an agent does not
   */
  static void checkAsked(RunningTurn turn, String agent) {
    if (!turn.has(agent)) {
      throw new UnfitRecordException(
          "NOT_ASKED",
          "there is no agent %s in its turn, but %s"
              .formatted(agent, String.join(", ", turn.agents().keySet())));
    }
  }
}
