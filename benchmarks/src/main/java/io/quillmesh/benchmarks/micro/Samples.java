package io.quillmesh.benchmarks.micro;

import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.TextChunk;

/** Typical events of a turn. A chunk has what a model writes in 90 ms, about nine tokens. */
final class Samples {

  static final String CONVERSATION = "6f0c1d0e-8d3a-4d4e-9c57-6f6c1d0e8d3a";
  static final String TURN = "1b4e28ba-2fa1-4d3b-a3f5-ef19b5a7633b";
  static final String STREAM = "7d444840-9dc0-41d1-b245-5ffdce74fad2";
  static final String TEXT = "the river was high, and the fog lay on it";

  private Samples() {}

  static TextChunk chunk(int number) {
    return new TextChunk(
        CONVERSATION, TURN, Agents.GENERATOR, STREAM, number * TEXT.length(), TEXT, false, "");
  }
}
