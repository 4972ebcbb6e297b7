package io.quillmesh.agent.work;

import io.quillmesh.agent.model.TextSink;

/**
 * Takes the rest of a text that was cut off. It belongs to the same stream. If the call has to be
 * repeated, a new stream starts with what was there before.
 */
final class Continuation implements TextSink {
  /** What a model is asked. */
  static final String REQUEST =
      "Your text was cut off. Go on exactly where it stops, in the middle of the word if need be."
          + " Do not repeat anything and add nothing before it.";

  private final TextSink sink;
  private final String before;
  private boolean begun;

  Continuation(TextSink sink, String before) {
    this.sink = sink;
    this.before = before;
  }

  @Override
  public void begin() {
    if (begun) {
      sink.begin();
      sink.append(before);
    }
    begun = true;
  }

  @Override
  public void append(String piece) {
    sink.append(piece);
  }

  @Override
  public void thinking(String thought) {
    sink.thinking(thought);
  }
}
