package io.quillmesh.phase;

import io.quillmesh.agent.AgentContext;
import io.quillmesh.agent.AgentTask;
import io.quillmesh.agent.ModelRequest;
import io.quillmesh.agent.OutputSchema;
import io.quillmesh.agent.prompt.PromptTemplate;
import io.quillmesh.schemas.ContextAnalyzed;
import io.quillmesh.schemas.PhaseDecided;
import io.quillmesh.schemas.Turn;

/** Places the conversation in one of the fixed phases and offers next steps as buttons. */
final class PhaseAgent implements AgentTask<ContextAnalyzed, PhaseDecided> {
  private static final OutputSchema<PhaseAnswer> SCHEMA =
      OutputSchema.resource("phase_decision", "prompts/phase.schema.json", PhaseAnswer.class);

  private final PromptTemplate prompt;

  PhaseAgent(PromptTemplate prompt) {
    this.prompt = prompt;
  }

  @Override
  public PhaseDecided perform(ContextAnalyzed request, AgentContext context) {
    Turn turn = request.getTurn();
    PhaseAnswer answer =
        context.ask(
            new ModelRequest(prompt, PhaseQuestion.of(turn, request.getAnalysis())), SCHEMA);
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
