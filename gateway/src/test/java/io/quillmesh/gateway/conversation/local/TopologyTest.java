package io.quillmesh.gateway.conversation.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quillmesh.gateway.conversation.AttachResult;
import io.quillmesh.gateway.conversation.ConversationPage;
import io.quillmesh.gateway.conversation.ConversationSummary;
import io.quillmesh.gateway.conversation.Frame;
import io.quillmesh.gateway.conversation.FrameListener;
import io.quillmesh.gateway.conversation.FrameListener.EndReason;
import io.quillmesh.gateway.conversation.Owner;
import io.quillmesh.gateway.conversation.delivery.Audience;
import io.quillmesh.gateway.conversation.streams.ConversationSettings;
import io.quillmesh.gateway.conversation.streams.PeerAddress;
import io.quillmesh.gateway.conversation.streams.StreamsSettings;
import io.quillmesh.gateway.conversation.topology.ConversationTopology;
import io.quillmesh.gateway.conversation.topology.Inputs;
import io.quillmesh.gateway.conversation.topology.LocalPartitions;
import io.quillmesh.gateway.conversation.topology.Locks;
import io.quillmesh.gateway.conversation.topology.RegistryRetry;
import io.quillmesh.gateway.conversation.topology.TaskResources;
import io.quillmesh.schemas.AgentFailed;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.Article;
import io.quillmesh.schemas.ArticleResult;
import io.quillmesh.schemas.ArticleWritten;
import io.quillmesh.schemas.Author;
import io.quillmesh.schemas.Budgets;
import io.quillmesh.schemas.ClaimConversation;
import io.quillmesh.schemas.ClientCommand;
import io.quillmesh.schemas.EraseConversation;
import io.quillmesh.schemas.EventCodec;
import io.quillmesh.schemas.Groups;
import io.quillmesh.schemas.SubmitMessage;
import io.quillmesh.schemas.TextChunk;
import io.quillmesh.schemas.Topic;
import io.quillmesh.schemas.Topics;
import io.quillmesh.schemas.TurnStarted;
import io.quillmesh.schemas.deadletter.ReplayHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TopologyTest {
  private static final Owner ANNA = new Owner("anna", "");
  private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

  /** The longest deadline of the agents that a turn begins with: one and a half times a call. */
  private static final Duration LONGEST_ANALYSIS = Duration.ofSeconds(135);

  private final String id = UUID.randomUUID().toString();
  private final String turnId = UUID.randomUUID().toString();
  private final EventCodec codec = new EventCodec("mock://topology", true);
  private final Watcher watcher = new Watcher();
  private TopologyTestDriver driver;
  private LocalConversations conversations;

  @BeforeEach
  void start(@TempDir Path folder) {
    ConversationSettings settings =
        new ConversationSettings(
            "mock://topology", true, "", folder, 1, 0, Gateway.deadlines(), 10, 20, "");
    TaskResources shared =
        new TaskResources(
            codec,
            settings.fold(settings.deadlines()::graph),
            new LocalPartitions<>(),
            new LocalPartitions<>(),
            new Audience(),
            new Locks(),
            new RegistryRetry(_ -> {}),
            () -> now,
            Duration.ofMillis(250),
            () -> UUID.randomUUID().toString(),
            meters);
    driver =
        new TopologyTestDriver(
            ConversationTopology.build(shared),
            StreamsSettings.of(Map.of("bootstrap.servers", "unused:9092"), settings),
            START);
    conversations =
        new LocalConversations(
            shared,
            command -> {
              pipe(Topics.COMMANDS, id, command);
              return CompletableFuture.completedFuture(null);
            },
            executor,
            new PartitionLocator(() -> null, new PeerAddress(null)),
            () -> true);
  }

  private final ExecutorService executor = Executors.newSingleThreadExecutor();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private Instant now = START;
  private boolean closed;

  @AfterEach
  void stop() {
    close();
    executor.shutdownNow();
  }

  private void close() {
    if (!closed) {
      closed = true;
      driver.close();
    }
  }

  @Test
  void attachingClaimsAndShowsSnapshotsAndThenTheTurn() {
    // When
    AttachResult result = attach();
    pipe(Topics.COMMANDS, id, command(submit()));

    // Then
    assertThat(result).isInstanceOf(AttachResult.Attached.class);
    assertThat(watcher.types())
        .containsExactly(
            "STATE_SNAPSHOT",
            "MESSAGES_SNAPSHOT",
            "RUN_STARTED",
            "STATE_DELTA",
            "SUBAGENT_STARTED",
            "SUBAGENT_STARTED");
    TurnStarted turn = read(Topics.TURNS).getFirst();
    assertThat(turn.getTurn().getTurnId()).isEqualTo(turnId);
  }

  @Test
  void listsShowConversationsThatHaveBegun() {
    // Given
    attach();
    pipe(Topics.COMMANDS, id, command(submit()));

    // When
    var listed = listed(ANNA);

    // Then
    assertThat(listed).hasSize(1);
    assertThat(listed.getFirst().title()).isEqualTo("Write about London");
    assertThat(listed(new Owner("ann", "a"))).isEmpty();
  }

  private List<ConversationSummary> listed(Owner owner) {
    return conversations.list(owner, new ConversationPage.Query("", 100, null)).conversations();
  }

  @Test
  void silentAgentsFailWhenTheClockSaysSo() {
    // Given
    attach();
    pipe(Topics.COMMANDS, id, command(submit()));

    // When
    now = START.plus(LONGEST_ANALYSIS);
    driver.advanceWallClockTime(LONGEST_ANALYSIS);

    // Then
    List<AgentFailed> failures = read(Topics.FAILURES);
    assertThat(failures)
        .extracting(failed -> failed.getFailure().getCode())
        .containsExactlyInAnyOrder(
            "DEADLINE_EXCEEDED", "DEADLINE_EXCEEDED", "UPSTREAM_FAILED", "UPSTREAM_FAILED");
  }

  @Test
  void garbageGoesToTheDeadLetterTopicAsItCame() {
    // Given
    byte[] garbage = "not avro".getBytes(StandardCharsets.UTF_8);
    attach();

    // When
    driver
        .createInputTopic(
            Topics.CHUNKS.name(), new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(id.getBytes(StandardCharsets.UTF_8), garbage);
    pipe(Topics.COMMANDS, id, command(submit()));

    // Then
    TestRecord<byte[], byte[]> dead = deadLetter(Topics.CHUNKS.name());
    assertThat(dead.value()).isEqualTo(garbage);
    assertThat(header(dead.headers(), "quillmesh.dlt.topic")).isEqualTo("conversation.chunks");
    assertThat(header(dead.headers(), "quillmesh.dlt.reason")).isEqualTo("FRAMING");
    assertThat(header(dead.headers(), "quillmesh.dlt.group")).isEqualTo("gateway");
    assertThat(
            meters
                .get("quillmesh.dead.letters")
                .tags("group", "gateway", "topic", "conversation.chunks", "reason", "FRAMING")
                .counter()
                .count())
        .isEqualTo(1);
    assertThat(watcher.types()).contains("RUN_STARTED");
  }

  @Test
  void whatLeavesNoRoomForItsHeadersIsPutAsideWithoutItsValue() {
    // When
    driver
        .createInputTopic(
            Topics.CHUNKS.name(), new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(id.getBytes(StandardCharsets.UTF_8), new byte[Budgets.RECORD - 100]);

    // Then
    TestRecord<byte[], byte[]> dead = deadLetter(Topics.CHUNKS.name());
    assertThat(dead.value()).isNull();
    assertThat(header(dead.headers(), "quillmesh.dlt.omitted")).isEqualTo("the value");
  }

  @ParameterizedTest
  @MethodSource("topics")
  void aReplayForAnotherGroupIsSkipped(String topic) {
    // When even garbage comes
    driver
        .createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(
            new TestRecord<>(
                id.getBytes(StandardCharsets.UTF_8),
                new byte[] {1},
                ReplayHeaders.of(new RecordHeaders(), Groups.REPLY_SERVICE, "letter")));

    // Then
    assertThat(deadLetters(topic).isEmpty()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("topics")
  void garbageOnAnyTopicIsPutAside(String topic) {
    // Given
    byte[] garbage = {0, 0, 0, 0, 1, 2, 3};

    // When
    driver
        .createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(id.getBytes(StandardCharsets.UTF_8), garbage);

    // Then
    TestRecord<byte[], byte[]> dead = deadLetter(topic);
    assertThat(dead.value()).isEqualTo(garbage);
    assertThat(dead.key()).isEqualTo(id.getBytes(StandardCharsets.UTF_8));
  }

  static Stream<String> topics() {
    return Stream.concat(Stream.of(Inputs.TOPICS), Stream.of(Topics.INDEX.name()));
  }

  @Test
  void aRecordUnderAnotherKeyIsNotFolded() {
    // When
    pipe(
        Topics.CHUNKS,
        "another",
        TextChunk.newBuilder().setConversationId(id).setTurnId(turnId).build());

    // Then
    assertThat(header(deadLetter(Topics.CHUNKS.name()).headers(), "quillmesh.dlt.reason"))
        .isEqualTo("KEY");
  }

  @Test
  void whatTheBrokerWouldRefuseIsNotWritten() {
    // Given
    attach();
    pipe(Topics.COMMANDS, id, command(submit()));
    int shown = watcher.frames.size();

    // When an article comes whose frame, with its line breaks escaped, is too large
    pipe(
        Topics.ARTICLES,
        id,
        ArticleWritten.newBuilder()
            .setConversationId(id)
            .setTurnId(turnId)
            .setResult(
                ArticleResult.newBuilder()
                    .setArticle(
                        new Article(1, "London", "\n".repeat(1_200_000), Author.AGENT, false))
                    .build())
            .build());

    // Then
    assertThat(header(deadLetter(Topics.ARTICLES.name()).headers(), "quillmesh.dlt.reason"))
        .isEqualTo("TOO_LARGE");
    assertThat(watcher.frames).hasSize(shown);
  }

  private TestRecord<byte[], byte[]> deadLetter(String topic) {
    return deadLetters(topic).readRecord();
  }

  private TestOutputTopic<byte[], byte[]> deadLetters(String topic) {
    return driver.createOutputTopic(
        topic + ".gateway.dlt", new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @Test
  void erasingLeavesNothingButTheTombstone() {
    // Given
    attach();
    pipe(Topics.COMMANDS, id, command(submit()));

    // When
    pipe(Topics.COMMANDS, id, command(new EraseConversation("")));

    // Then
    assertThat(watcher.types()).endsWith("RUN_FINISHED");
    assertThat(watcher.end).isEqualTo(EndReason.ERASED);
    assertThat(attach()).isInstanceOf(AttachResult.NotFound.class);
    assertThat(listed(ANNA)).isEmpty();
    try (var kept = driver.<String, byte[]>getKeyValueStore(ConversationTopology.STORE).all()) {
      assertThat(kept).toIterable().extracting(entry -> entry.key).containsExactly(id + "/header");
    }
  }

  @Test
  void anotherSubjectFindsNothing() {
    // Given
    attach();

    // When
    AttachResult result = attach(new Owner("bert", ""));

    // Then
    assertThat(result).isInstanceOf(AttachResult.NotFound.class);
    assertThat(conversations.snapshot(id, new Owner("bert", ""))).isEmpty();
  }

  @Test
  void whoWatchesIsSentAwayWhenThePartitionGoes() {
    // Given
    attach();

    // When
    close();

    // Then
    assertThat(watcher.end).isEqualTo(EndReason.MOVED);
    assertThat(attach()).isInstanceOf(AttachResult.HostUnavailable.class);
  }

  @Test
  void noticesGoToTheConnectionThatAsked() {
    // Given
    attach();

    // When
    pipe(Topics.COMMANDS, id, command(SubmitMessage.newBuilder().setMessageId("m").build()));

    // Then
    assertThat(watcher.frames.getLast().json())
        .contains("quillmesh.rejected", "\"messageId\":\"m\"", "BAD_RUN_ID");
    assertThat(watcher.frames.getLast().cursor()).isNull();
  }

  private AttachResult attach() {
    return attach(ANNA);
  }

  private AttachResult attach(Owner owner) {
    return attach(owner, watcher);
  }

  private AttachResult attach(Owner owner, FrameListener listener) {
    return conversations
        .attach(id, owner, "connection", null, listener)
        .toCompletableFuture()
        .join();
  }

  private SubmitMessage submit() {
    return ClientCommands.submit(turnId);
  }

  private ClientCommand command(Object command) {
    return ClientCommands.command(id, command);
  }

  @Test
  void aClientsListenerThatFailsHurtsNeitherTheFoldNorOtherClients() {
    // Given
    List<Frame> seen = new ArrayList<>();
    attach(
        ANNA,
        new FrameListener() {
          @Override
          public void onFrame(Frame frame) {
            seen.add(frame);
            if (frame.json().contains("RUN_STARTED")) {
              throw new IllegalStateException("broken");
            }
          }

          @Override
          public void onEnd(EndReason reason) {}
        });
    attach();

    // When
    pipe(Topics.COMMANDS, id, command(submit()));

    // Then
    assertThat(seen.getLast().json()).contains("RUN_STARTED");
    assertThat(watcher.types()).contains("RUN_STARTED", "SUBAGENT_STARTED");
    assertThat(read(Topics.TURNS)).hasSize(1);
    assertThat(deadLetters(Topics.COMMANDS.name()).isEmpty()).isTrue();
  }

  @Test
  void whoComesWhileTheTurnRunsMissesNothingAndSeesNothingTwice() throws Exception {
    // Given
    attach();
    pipe(Topics.COMMANDS, id, command(submit()));
    List<CompletableFuture<Watcher>> newcomers = new ArrayList<>();

    // When clients attach between and during the steps
    for (int chunk = 0; chunk < 200; chunk++) {
      newcomers.add(
          CompletableFuture.supplyAsync(
              () -> {
                Watcher newcomer = new Watcher();
                attach(ANNA, newcomer);
                return newcomer;
              },
              task -> Thread.ofVirtual().start(task)));
      pipe(
          Topics.CHUNKS,
          id,
          TextChunk.newBuilder()
              .setConversationId(id)
              .setTurnId(turnId)
              .setAgent(Agents.GENERATOR)
              .setStreamId("stream")
              .setOffset(chunk)
              .setText(letter(chunk))
              .build());
    }

    // Then all have the same text in the end: what they found, and what came
    String written =
        IntStream.range(0, 200).mapToObj(TopologyTest::letter).collect(Collectors.joining());
    for (CompletableFuture<Watcher> newcomer : newcomers) {
      assertThat(text(newcomer.get(30, TimeUnit.SECONDS))).isEqualTo(written);
    }
  }

  private static String letter(int chunk) {
    return String.valueOf((char) ('a' + chunk % 26));
  }

  private static String text(Watcher client) {
    return client.frames.stream()
        .filter(frame -> Watcher.type(frame).equals("TEXT_MESSAGE_CONTENT"))
        .map(frame -> frame.json().replaceFirst(".*\"delta\":\"([a-z]*)\".*", "$1"))
        .collect(Collectors.joining());
  }

  @Test
  void aClaimOfAnErasedIdIsNotAnswered() {
    attach();
    pipe(Topics.COMMANDS, id, command(new EraseConversation("")));

    pipe(Topics.COMMANDS, id, command(new ClaimConversation()));

    assertThat(conversations.snapshot(id, ANNA)).isEmpty();
  }

  private <T extends SpecificRecord> void pipe(Topic<T> topic, String key, T event) {
    driver
        .createInputTopic(topic.name(), new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(key.getBytes(StandardCharsets.UTF_8), codec.encode(topic, event));
  }

  private <T extends SpecificRecord> List<T> read(Topic<T> topic) {
    return driver
        .createOutputTopic(topic.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readValuesToList()
        .stream()
        .map(bytes -> codec.decode(topic, bytes))
        .toList();
  }

  private static String header(Headers headers, String name) {
    return new String(headers.lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
