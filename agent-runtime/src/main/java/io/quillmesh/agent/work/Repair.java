package io.quillmesh.agent.work;

import io.quillmesh.agent.OutputSchema;

/** What a model is told when its answer does not fit. */
final class Repair {
  private Repair() {}

  static String request(OutputSchema.MisfitException misfit) {
    return """
    Your answer does not fit the JSON schema:
    %s
    Answer the same question again, with JSON that fits the schema and nothing else.
    """
        .formatted(misfit.getMessage());
  }
}
