package io.quillmesh.gateway.conversation.fold;

import io.quillmesh.gateway.conversation.answer.AgentAnswer;
import io.quillmesh.schemas.AgentFailed;
import io.quillmesh.schemas.ArticleWritten;
import io.quillmesh.schemas.ClientCommand;
import io.quillmesh.schemas.ContextAnalyzed;
import io.quillmesh.schemas.IntentRecognized;
import io.quillmesh.schemas.PhaseDecided;
import io.quillmesh.schemas.ReplyComposed;
import io.quillmesh.schemas.TextChunk;

/** An event of a conversation. */
public sealed interface Input {

  /** The conversation that it happens to. */
  String conversationId();

  /** A client asks for something. */
  record Command(ClientCommand event) implements Input {
    @Override
    public String conversationId() {
      return event.getConversationId();
    }
  }

  /** The intent agent is done. */
  record Intent(IntentRecognized event) implements Input {
    @Override
    public String conversationId() {
      return event.getTurn().getConversationId();
    }
  }

  /** The context agent is done. */
  record Context(ContextAnalyzed event) implements Input {
    @Override
    public String conversationId() {
      return event.getTurn().getConversationId();
    }
  }

  /** The generator is done. */
  record Article(ArticleWritten event) implements Input {
    @Override
    public String conversationId() {
      return event.getConversationId();
    }
  }

  /** The reply agent is done. */
  record Reply(ReplyComposed event) implements Input {
    @Override
    public String conversationId() {
      return event.getConversationId();
    }
  }

  /** The phase agent is done. */
  record Phase(PhaseDecided event) implements Input {
    @Override
    public String conversationId() {
      return event.getConversationId();
    }
  }

  /** A declared agent is done. */
  record Result(AgentAnswer event) implements Input {
    @Override
    public String conversationId() {
      return event.conversationId();
    }
  }

  /** A piece of a text. */
  record Chunk(TextChunk event) implements Input {
    @Override
    public String conversationId() {
      return event.getConversationId();
    }
  }

  /** An agent failed. */
  record Failure(AgentFailed event) implements Input {
    @Override
    public String conversationId() {
      return event.getTurn().getConversationId();
    }
  }

  /** Time passed: an agent may have missed its deadline. */
  record Clock(String conversationId) implements Input {}
}
