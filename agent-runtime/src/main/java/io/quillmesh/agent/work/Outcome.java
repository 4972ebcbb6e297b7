package io.quillmesh.agent.work;

import io.quillmesh.agent.AgentException;
import org.apache.avro.specific.SpecificRecord;

/** The outcome of an agent's work on one turn. */
sealed interface Outcome<O extends SpecificRecord> {
  /** There is a result. */
  record Done<O extends SpecificRecord>(O result) implements Outcome<O> {}

  /** There will be none. */
  record Failed<O extends SpecificRecord>(AgentException why) implements Outcome<O> {}

  /** Nobody wants one any more. */
  record Cancelled<O extends SpecificRecord>() implements Outcome<O> {}
}
