package io.quillmesh.agent.model.request;

/** How a model is asked for JSON, from the most exact way to the weakest. */
enum ResponseFormat {
  /** The provider makes sure that the answer fits the schema. */
  JSON_SCHEMA,
  /** The provider makes sure that the answer is JSON; the schema is in the instructions. */
  JSON_OBJECT,
  /** The schema is in the instructions, and nothing else asks for it. */
  TEXT
}
