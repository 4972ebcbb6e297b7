package io.quillmesh.agent.provider.answer;

import java.io.IOException;

/** Takes an answer while it is read. */
public interface AnswerSink {
  /** More of the answer's text; never empty. */
  void text(String piece) throws IOException;

  /** More of what the model thinks before it answers; may be empty where a provider hides it. */
  void thought(String piece) throws IOException;

  /** All text so far was thought: the model never said where its thinking began. */
  void allWasThought() throws IOException;

  /** What the answer cost, in tokens. The last call counts. */
  void usage(TokenUsage usage);
}
