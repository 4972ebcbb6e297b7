package io.quillmesh.agent.provider;

/** Collects an answer that is of use only when it is complete. */
final class WholeAnswer implements AnswerSink {
  private final CallProgress progress;
  private final StringBuilder content = new StringBuilder();
  private long inputTokens = -1;
  private long outputTokens = -1;

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
  public void usage(long input, long output) {
    inputTokens = input;
    outputTokens = output;
  }

  /** As OpenAI would have sent it. */
  String toJson(FinishReason reason) {
    return OpenAiEvents.whole(content.toString(), reason, inputTokens, outputTokens);
  }
}
