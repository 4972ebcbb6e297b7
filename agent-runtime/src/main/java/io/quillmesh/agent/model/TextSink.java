package io.quillmesh.agent.model;

/** Where text goes while a model writes it. */
public interface TextSink {
  /** Somewhere that has no use for pieces. */
  TextSink NONE =
      new TextSink() {
        @Override
        public void begin() {}

        @Override
        public void append(String piece) {}

        @Override
        public void thinking(String thought) {}
      };

  /** A call begins; what came before is void. */
  void begin();

  /** More text of this call. */
  void append(String piece);

  /**
   * The model thinks, and has not begun its text.
   *
   * @param thought what it thought since the last time; empty if the provider keeps it to itself
   */
  void thinking(String thought);
}
