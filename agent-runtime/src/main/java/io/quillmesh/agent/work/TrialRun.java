package io.quillmesh.agent.work;

import io.quillmesh.agent.AgentBinding;
import io.quillmesh.agent.cancel.Cancellation;
import io.quillmesh.agent.chunk.ChunkSink;
import io.quillmesh.agent.model.Models;
import io.quillmesh.schemas.Turn;
import java.time.InstantSource;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;

/** An agent's work without a mesh: the model is asked as ever, and nothing is published. */
public final class TrialRun {
  private TrialRun() {}

  /**
   * The result of one request.
   *
   * @throws io.quillmesh.agent.AgentException if there is none
   */
  public static <I extends SpecificRecord, O extends IndexedRecord> O perform(
      AgentBinding<I, O> binding, I request, Models models) {
    Turn turn = binding.turn().apply(request);
    return binding
        .task()
        .perform(
            request,
            new TurnContext(
                binding.agent(),
                turn,
                new Cancellation(turn.getTurnId()),
                new WorkerDependencies(
                    models, ChunkSink.NONE, InstantSource.system(), System::nanoTime)));
  }
}
