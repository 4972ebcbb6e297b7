package io.quillmesh.agent.work;

import io.quillmesh.agent.AgentException;
import org.apache.avro.generic.IndexedRecord;

/** The outcome of an agent's work on one turn. */
sealed interface Outcome<O extends IndexedRecord> {
  /** There is a result. */
  record Done<O extends IndexedRecord>(O result) implements Outcome<O> {}

  /** There will be none. */
  record Failed<O extends IndexedRecord>(AgentException why) implements Outcome<O> {}

  /** Nobody wants one any more. */
  record Cancelled<O extends IndexedRecord>() implements Outcome<O> {}
}
