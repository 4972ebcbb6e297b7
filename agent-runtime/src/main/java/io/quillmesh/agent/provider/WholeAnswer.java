package io.quillmesh.agent.provider;

import io.quillmesh.agent.provider.answer.AnswerSink;
import io.quillmesh.agent.provider.answer.FinishReason;
import io.quillmesh.agent.provider.answer.TokenUsage;

/** Collects an answer that is of use only when it is complete. */
final class WholeAnswer implements AnswerSink {
  private final CallProgress progress;
  private final StringBuilder content = new StringBuilder();

  WholeAnswer(CallProgress progress) {
    this.progress = progress;
  }

  @Override
  public void text(String piece) {
    content.append(piece);
  }

  @Override
  public void thought(String piece) {
    progress.thought(piece);
  }

  @Override
  public void allWasThought() {
    content.setLength(0);
  }

  @Override
  public void usage(TokenUsage usage) {
    progress.usage(usage);
  }

  /** As OpenAI would have sent it. */
  String toJson(FinishReason reason) {
    return OpenAiEvents.whole(content.toString(), reason);
  }
}
