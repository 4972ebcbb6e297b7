package io.quillmesh.context;

import io.quillmesh.agent.AgentContext;
import io.quillmesh.agent.AgentTask;
import io.quillmesh.agent.ModelRequest;
import io.quillmesh.agent.OutputSchema;
import io.quillmesh.agent.prompt.PromptTemplate;
import io.quillmesh.schemas.Analysis;
import io.quillmesh.schemas.ContextAnalyzed;
import io.quillmesh.schemas.Turn;
import io.quillmesh.schemas.TurnStarted;
import io.quillmesh.writing.Capability;
import java.util.List;
import java.util.Map;

/** Reads what a conversation is about after the message of a turn. */
final class ContextAgent implements AgentTask<TurnStarted, ContextAnalyzed> {
  private static final OutputSchema<ContextAnswer> SCHEMA =
      OutputSchema.resource("context_analysis", "prompts/context.schema.json", ContextAnswer.class);

  private static final Map<String, String> VARIABLES =
      Map.of("summary-characters", Integer.toString(Summary.MAX_CHARACTERS));

  private final PromptTemplate prompt;

  ContextAgent(PromptTemplate prompt) {
    this.prompt = prompt;
  }

  @Override
  public ContextAnalyzed perform(TurnStarted request, AgentContext context) {
    Turn turn = request.getTurn();
    List<Capability> undiscovered = Capability.undiscovered(turn.getCapabilitiesUsed());
    ContextAnswer answer =
        context.ask(
            new ModelRequest(prompt, VARIABLES, ContextQuestion.of(turn, undiscovered)), SCHEMA);
    return ContextAnalyzed.newBuilder()
        .setEventId(context.eventId())
        .setOccurredAt(context.now())
        .setTurn(turn)
        .setAnalysis(analysis(answer, turn, undiscovered))
        .setCall(context.call())
        .build();
  }

  private static Analysis analysis(ContextAnswer answer, Turn turn, List<Capability> undiscovered) {
    Graph graph = Graph.of(answer, turn.getEntities());
    return Analysis.newBuilder()
        .setSummary(Summary.bounded(answer.summary()))
        .setNeeds(answer.boundedNeeds())
        .setDecisions(answer.cleanDecisions())
        .setEntities(graph.entities())
        .setRelations(graph.relations())
        .setUndiscoveredCapabilities(answer.order(undiscovered))
        .build();
  }
}
