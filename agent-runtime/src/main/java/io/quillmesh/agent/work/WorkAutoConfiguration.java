package io.quillmesh.agent.work;

import io.micrometer.core.instrument.MeterRegistry;
import io.quillmesh.agent.AgentBinding;
import io.quillmesh.agent.cancel.Cancellations;
import io.quillmesh.agent.kafka.Codec;
import io.quillmesh.agent.kafka.DeadLetters;
import io.quillmesh.agent.kafka.Publisher;
import io.quillmesh.agent.model.Models;
import io.quillmesh.schemas.Topics;
import java.time.InstantSource;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;

/** The worker of an agent. */
@AutoConfiguration
@ConditionalOnBean(AgentBinding.class)
class WorkAutoConfiguration {

  @Bean
  <I extends SpecificRecord, O extends IndexedRecord> Worker<I, O> worker(
      AgentBinding<I, O> binding,
      Codec codec,
      DeadLetters deadLetters,
      Cancellations cancellations,
      Models models,
      Publisher publisher,
      MeterRegistry meters) {
    return new Worker<>(
        binding,
        codec,
        deadLetters,
        cancellations,
        new Results<>(binding, publisher, meters),
        new WorkerDependencies(
            models,
            chunk -> publisher.offer(Topics.CHUNKS, chunk.getConversationId(), chunk),
            InstantSource.system(),
            System::nanoTime));
  }
}
