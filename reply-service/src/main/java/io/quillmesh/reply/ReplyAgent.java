package io.quillmesh.reply;

import io.quillmesh.agent.AgentContext;
import io.quillmesh.agent.AgentContext.StreamedText;
import io.quillmesh.agent.AgentException;
import io.quillmesh.agent.AgentTask;
import io.quillmesh.agent.FailureCode;
import io.quillmesh.agent.ModelRequest;
import io.quillmesh.agent.prompt.PromptTemplate;
import io.quillmesh.schemas.AgentRequested;
import io.quillmesh.schemas.ReplyComposed;
import io.quillmesh.schemas.Turn;
import io.quillmesh.writing.Capability;
import java.util.Optional;

/**
 * Writes the reply of a turn from whatever is known of it, even if that is only that everything
 * else failed.
 */
final class ReplyAgent implements AgentTask<AgentRequested, ReplyComposed> {
  private final PromptTemplate prompt;

  ReplyAgent(PromptTemplate prompt) {
    this.prompt = prompt;
  }

  @Override
  public ReplyComposed perform(AgentRequested event, AgentContext context) {
    ReplyRequest request = ReplyRequest.of(event);
    Turn turn = request.turn();
    Optional<Capability> suggestion = Suggestion.forReplyTo(request);
    StreamedText reply =
        context.write(new ModelRequest(prompt, ReplyQuestion.of(request, suggestion.orElse(null))));
    if (reply.text().isBlank()) {
      throw new AgentException(
          FailureCode.MODEL_ANSWER_INVALID,
          "The model wrote nothing, expected two or three sentences: send the message again",
          null);
    }
    return ReplyComposed.newBuilder()
        .setEventId(context.eventId())
        .setOccurredAt(context.now())
        .setConversationId(turn.getConversationId())
        .setTurnId(turn.getTurnId())
        .setText(reply.text())
        .setStreamId(reply.streamId())
        .setSuggestedCapability(suggestion.map(Capability::id).orElse(null))
        .setCall(context.call())
        .build();
  }
}
