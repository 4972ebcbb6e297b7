package io.quillmesh.gateway.conversation.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quillmesh.gateway.conversation.delivery.Audience;
import io.quillmesh.gateway.conversation.effects.FoldSettings;
import io.quillmesh.gateway.conversation.effects.Pseudonyms;
import io.quillmesh.gateway.conversation.graph.AgentCard;
import io.quillmesh.gateway.conversation.graph.AgentCard.Trigger;
import io.quillmesh.gateway.conversation.graph.AgentGraph;
import io.quillmesh.gateway.conversation.local.ClientCommands;
import io.quillmesh.schemas.AbortTurn;
import io.quillmesh.schemas.AgentOutput;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.ClientCommand;
import io.quillmesh.schemas.EventCodec;
import io.quillmesh.schemas.IntentRecognized;
import io.quillmesh.schemas.OnUpstreamFailure;
import io.quillmesh.schemas.SubmitMessage;
import io.quillmesh.schemas.Topic;
import io.quillmesh.schemas.Topics;
import io.quillmesh.schemas.Turn;
import io.quillmesh.schemas.WhenLate;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
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

  @Test
  void runsForTheAgentsOfATurnThatHasEnded() {
    // Given a turn that does not wait for its last agent
    ConversationProcessor before = begin();
    before.process(command(submit()));
    context.setRecordMetadata(Topics.INTENTS.name(), 0, 0);
    before.process(record(Topics.INTENTS, recognized()));
    assertThat(running()).isOne();
    before.close();

    // When
    new ConversationProcessor(shared()).init(context);

    // Then
    assertThat(running()).isOne();
  }

  private IntentRecognized recognized() {
    return IntentRecognized.newBuilder()
        .setTurn(Turn.newBuilder().setConversationId(id).setTurnId(turnId).build())
        .build();
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
    AgentGraph agents =
        new AgentGraph(List.of(card(Agents.INTENT, true), card("title-suggester", false)));
    return new TaskResources(
        codec,
        new FoldSettings(() -> agents, Duration.ofMinutes(5), 10, 20, Pseudonyms.NONE),
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

  private static AgentCard card(String name, boolean endsTurn) {
    return new AgentCard(
        name,
        List.of(),
        OnUpstreamFailure.FAIL,
        List.of(),
        Trigger.TURN,
        Duration.ofMinutes(1),
        endsTurn,
        WhenLate.DROP,
        AgentOutput.RECORD);
  }

  private SubmitMessage submit() {
    return ClientCommands.submit(turnId);
  }

  private Record<byte[], byte[]> command(Object command) {
    ClientCommand event = ClientCommands.command(id, command);
    return record(Topics.COMMANDS, event);
  }

  private <T extends SpecificRecord> Record<byte[], byte[]> record(Topic<T> topic, T event) {
    return new Record<>(id.getBytes(StandardCharsets.UTF_8), codec.encode(topic, event), 0);
  }
}
