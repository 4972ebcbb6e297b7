package io.quillmesh.agent.work;

import io.quillmesh.agent.TextShape;
import io.quillmesh.agent.model.TextSink;

/** Shapes a text on its way to where it goes, and remembers it as it is there. */
final class ShapedSink implements TextSink {
  private final TextSink sink;
  private final TextShape shape;
  private final StringBuilder text = new StringBuilder();
  private TextShape.Shaper shaper;

  ShapedSink(TextSink sink, TextShape shape) {
    this.sink = sink;
    this.shape = shape;
    this.shaper = shape.begin();
  }

  @Override
  public void begin() {
    sink.begin();
    shaper = shape.begin();
    text.setLength(0);
  }

  @Override
  public void append(String piece) {
    take(shaper.append(piece));
  }

  @Override
  public void thinking(String thought) {
    sink.thinking(thought);
  }

  /** Takes the rest. Returns the whole text. */
  String end() {
    take(shaper.end());
    return text.toString();
  }

  private void take(String shaped) {
    if (!shaped.isEmpty()) {
      text.append(shaped);
      sink.append(shaped);
    }
  }
}
