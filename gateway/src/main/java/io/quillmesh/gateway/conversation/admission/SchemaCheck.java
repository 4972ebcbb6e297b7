package io.quillmesh.gateway.conversation.admission;

import org.apache.avro.Schema;

/** Asks the registry about the schema of an agent's results. */
@FunctionalInterface
public interface SchemaCheck {

  /**
   * Whether the schema is registered, and readers of all its earlier versions can go on.
   *
   * @param agent the agent's name
   * @param result the schema of its results, which is the standard envelope
   */
  Verdict check(String agent, Schema result);
}
