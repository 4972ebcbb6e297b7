package io.quillmesh.agent.model;

import java.time.Duration;

/** Where text goes while a model writes it. */
public interface TextSink {
  /** Somewhere that has no use for pieces. */
  TextSink NONE =
      new TextSink() {
        @Override
        public void begin() {}

        @Override
        public void append(String piece) {}
      };

  /** Longer than any call. */
  Duration NEVER = Duration.ofDays(1);

  /** A call begins; what came before is void. */
  void begin();

  /** More text of this call. */
  void append(String piece);

  /** How long until {@link #flush} is wanted. */
  default Duration untilFlush() {
    return NEVER;
  }

  /** No text came for as long as {@link #untilFlush} said. */
  default void flush() {}
}
