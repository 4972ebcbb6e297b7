package io.quillmesh.agent;

import io.quillmesh.schemas.Topic;
import io.quillmesh.schemas.Turn;
import java.util.function.Function;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;

/**
 * Where an agent stands in the mesh: the one bean that makes a Spring Boot application an agent.
 *
 * @param agent its name: results, failures, chunks and metrics carry it
 * @param group its consumer group, one of {@link io.quillmesh.schemas.Groups}
 * @param input what it reads
 * @param output what it writes
 * @param turn the turn inside a request
 * @param task its work
 */
public record AgentBinding<I extends SpecificRecord, O extends IndexedRecord>(
    String agent,
    String group,
    Topic<I> input,
    Topic<O> output,
    Function<I, Turn> turn,
    AgentTask<I, O> task) {}
