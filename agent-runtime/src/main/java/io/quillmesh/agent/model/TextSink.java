package io.quillmesh.agent.model;

/** Where text goes while a model writes it. */
public interface TextSink {
  /** Ignores what it is given. */
  TextSink NONE =
      new TextSink() {
        @Override
        public void begin() {}

        @Override
        public void append(String piece) {}

        @Override
        public void thinking(String thought) {}
      };

  /** A call begins; what came before no longer counts. */
  void begin();

  /** More text of this call. */
  void append(String piece);

  /**
   * The model thinks, and has not begun its text.
   *
   * @param thought what it thought since the last time; empty if the provider does not show it
   */
  void thinking(String thought);
}
