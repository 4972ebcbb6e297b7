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
      };

  /** A call begins; what came before is void. */
  void begin();

  /** More text of this call. */
  void append(String piece);
}
