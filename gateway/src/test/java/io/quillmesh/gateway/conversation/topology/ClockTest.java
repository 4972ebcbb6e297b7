package io.quillmesh.gateway.conversation.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quillmesh.gateway.conversation.delivery.Audience;
import io.quillmesh.gateway.conversation.effects.FoldSettings;
import io.quillmesh.gateway.conversation.effects.Pseudonyms;
import io.quillmesh.gateway.conversation.graph.AgentGraph;
import io.quillmesh.gateway.conversation.local.ClientCommands;
import io.quillmesh.gateway.conversation.local.Gateway;
import io.quillmesh.schemas.AbortTurn;
import io.quillmesh.schemas.ClientCommand;
import io.quillmesh.schemas.EventCodec;
import io.quillmesh.schemas.SubmitMessage;
import io.quillmesh.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

/** When deadlines are checked: each run of a timer makes Streams commit. */
class ClockTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  private final String id = UUID.randomUUID().toString();
  private final String turnId = UUID.randomUUID().toString();
  private final EventCodec codec = new EventCodec("mock://clock", true);
  private final MockProcessorContext<byte[], Outbound> context = new MockProcessorContext<>();

  @Test
  void runsWhileATurnDoesAndOnlyThen() {
    // Given
    ConversationProcessor processor = begin();
    assertThat(running()).isZero();

    // When, then
    processor.process(command(submit()));
    assertThat(running()).isOne();

    // When, then
    processor.process(command(AbortTurn.newBuilder().setTurnId(turnId).build()));
    assertThat(running()).isZero();
  }

  @Test
  void runsForATurnThatAnotherTaskHasLeft() {
    // Given
    ConversationProcessor before = begin();
    before.process(command(submit()));
    before.close();
    assertThat(running()).isZero();

    // When
    new ConversationProcessor(shared()).init(context);

    // Then
    assertThat(running()).isOne();
  }

  private long running() {
    return context.scheduledPunctuators().stream().filter(timer -> !timer.cancelled()).count();
  }

  private ConversationProcessor begin() {
    var store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(ConversationTopology.STORE),
                Serdes.String(),
                Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    store.init(context.getStateStoreContext(), store);
    context.addStateStore(store);
    context.setRecordMetadata(Topics.COMMANDS.name(), 0, 0);
    ConversationProcessor processor = new ConversationProcessor(shared());
    processor.init(context);
    return processor;
  }

  private TaskResources shared() {
    AgentGraph agents = Gateway.deadlines().graph();
    return new TaskResources(
        codec,
        new FoldSettings(() -> agents, agents.longestTurn(), 10, 20, Pseudonyms.NONE),
        new LocalPartitions<>(),
        new LocalPartitions<>(),
        new Audience(),
        new Locks(),
        new RegistryRetry(_ -> {}),
        () -> NOW,
        Duration.ofMillis(250),
        () -> "epoch",
        new SimpleMeterRegistry());
  }

  private SubmitMessage submit() {
    return ClientCommands.submit(turnId);
  }

  private Record<byte[], byte[]> command(Object command) {
    ClientCommand event = ClientCommands.command(id, command);
    return new Record<>(
        id.getBytes(StandardCharsets.UTF_8), codec.encode(Topics.COMMANDS, event), 0);
  }
}
