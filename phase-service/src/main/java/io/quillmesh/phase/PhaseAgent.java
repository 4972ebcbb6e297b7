package io.quillmesh.phase;

import io.quillmesh.agent.AgentContext;
import io.quillmesh.agent.AgentTask;
import io.quillmesh.agent.Answer;
import io.quillmesh.agent.Request;
import io.quillmesh.agent.prompt.Prompt;
import io.quillmesh.schemas.ContextAnalyzed;
import io.quillmesh.schemas.PhaseDecided;
import io.quillmesh.schemas.Turn;

/** Places the conversation in one of the fixed phases and offers next steps as buttons. */
final class PhaseAgent implements AgentTask<ContextAnalyzed, PhaseDecided> {
  private static final Answer<PhaseAnswer> ANSWER =
      Answer.resource("phase_decision", "prompts/phase.schema.json", PhaseAnswer.class);

  private final Prompt prompt;

  PhaseAgent(Prompt prompt) {
    this.prompt = prompt;
  }

  @Override
  public PhaseDecided perform(ContextAnalyzed request, AgentContext context) {
    Turn turn = request.getTurn();
    PhaseAnswer answer =
        context.ask(new Request(prompt, PhaseQuestion.of(turn, request.getAnalysis())), ANSWER);
    return PhaseDecided.newBuilder()
        .setEventId(context.eventId())
        .setOccurredAt(context.now())
        .setConversationId(turn.getConversationId())
        .setTurnId(turn.getTurnId())
        .setPhase(answer.phase())
        .setChoices(answer.toChoices(turn.getTurnId()))
        .setCall(context.call())
        .build();
  }
}
