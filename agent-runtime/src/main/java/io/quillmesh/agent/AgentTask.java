package io.quillmesh.agent;

import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;

/**
 * The work of one agent on one record. It keeps no state: everything is in the request. It runs on
 * a virtual thread of its own, so it may simply wait for a model.
 *
 * @param <I> the request
 * @param <O> the result
 */
@FunctionalInterface
public interface AgentTask<I extends SpecificRecord, O extends IndexedRecord> {

  /**
   * Makes the result.
   *
   * @param request the record that was read
   * @param context the model, the clock and the ids to make it with
   * @return the result, which the runtime publishes
   * @throws AgentException if there will be no result; the runtime publishes an {@code AgentFailed}
   *     with its code
   * @throws TurnCancelledException if the turn was cancelled; nothing is published
   */
  O perform(I request, AgentContext context);
}
