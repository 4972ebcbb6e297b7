package io.quillmesh.gateway.testing;

import io.quillmesh.gateway.conversation.AttachResult;
import io.quillmesh.gateway.conversation.Frame;
import io.quillmesh.gateway.conversation.FrameListener;
import io.quillmesh.schemas.ClientCommand;
import io.quillmesh.schemas.SubmitMessage;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Answers every message with a short turn, as soon as it is submitted. */
public class ScriptedTurns implements FakeConversations.Answers {
  private final Map<String, FrameListener> listeners = new ConcurrentHashMap<>();
  private final AgUi agUi = new AgUi();

  @Override
  public CompletionStage<AttachResult> attached(
      FakeConversations.Attachment attachment, AttachResult usual) {
    listeners.put(attachment.connectionId(), attachment.listener());
    return CompletableFuture.completedFuture(usual);
  }

  @Override
  public CompletionStage<Void> submitted(ClientCommand command) {
    FrameListener listener = listeners.get(String.valueOf(command.getConnectionId()));
    if (listener != null && command.getCommand() instanceof SubmitMessage message) {
      turn(command.getConversationId(), message).forEach(listener::onFrame);
    }
    return CompletableFuture.completedFuture(null);
  }

  public Stream<Frame> turn(String conversationId, SubmitMessage message) {
    String runId = message.getRunId().isEmpty() ? message.getTurnId() : message.getRunId();
    return Stream.of(
            Stream.of(agUi.started(conversationId, runId, message.getMessageId())),
            agUi.reply(runId, "You said: " + message.getMessage()).stream(),
            Stream.of(agUi.finished(conversationId, runId)))
        .flatMap(frames -> frames);
  }
}
