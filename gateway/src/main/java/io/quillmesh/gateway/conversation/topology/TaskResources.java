package io.quillmesh.gateway.conversation.topology;

import io.micrometer.core.instrument.MeterRegistry;
import io.quillmesh.gateway.conversation.delivery.Audience;
import io.quillmesh.gateway.conversation.effects.FoldSettings;
import io.quillmesh.gateway.conversation.state.StateView;
import io.quillmesh.schemas.EventCodec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * What the processors of this instance share.
 *
 * @param partitions the conversations that are here
 * @param lists the lists that are here
 * @param epochs gives a random id each time a task begins
 * @param clockInterval how often deadlines are checked
 */
public record TaskResources(
    EventCodec codec,
    FoldSettings settings,
    LocalPartitions<StateView> partitions,
    LocalPartitions<ReadOnlyKeyValueStore<String, byte[]>> lists,
    Audience audience,
    Locks locks,
    RegistryRetry registryRetry,
    InstantSource clock,
    Duration clockInterval,
    Supplier<String> epochs,
    MeterRegistry meters) {}
