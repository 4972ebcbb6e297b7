package io.quillmesh.reply.pairing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quillmesh.agent.retry.Sleeper;
import io.quillmesh.schemas.Agent;
import io.quillmesh.schemas.AgentFailed;
import io.quillmesh.schemas.Analysis;
import io.quillmesh.schemas.Article;
import io.quillmesh.schemas.ArticleOutcome;
import io.quillmesh.schemas.ArticleResult;
import io.quillmesh.schemas.ArticleWritten;
import io.quillmesh.schemas.Author;
import io.quillmesh.schemas.ContextAnalyzed;
import io.quillmesh.schemas.EventCodec;
import io.quillmesh.schemas.EventIds;
import io.quillmesh.schemas.Failure;
import io.quillmesh.schemas.Groups;
import io.quillmesh.schemas.ReplayHeaders;
import io.quillmesh.schemas.ReplyRequested;
import io.quillmesh.schemas.Topic;
import io.quillmesh.schemas.Topics;
import io.quillmesh.schemas.Turn;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PairingTopologyTest {
  private static final Duration MEMORY = Duration.ofMinutes(30);
  private static final String CONVERSATION = "c1";
  private static final String TURN = "t1";

  private final EventCodec codec = new EventCodec("mock://pairing", true);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final TopologyTestDriver driver =
      new TopologyTestDriver(
          PairingTopology.build(new PatientCodec(codec, Sleeper.REAL), MEMORY, meters),
          new Properties(),
          Instant.parse("2026-01-02T03:04:05Z"));

  @AfterEach
  void close() {
    driver.close();
  }

  /** What can be said about a turn, and which side of the pair it is. */
  enum Arrival {
    CONTEXT,
    CONTEXT_FAILED,
    ARTICLE,
    INTENT_FAILED,
    GENERATOR_FAILED;

    boolean isContextSide() {
      return this == CONTEXT || this == CONTEXT_FAILED;
    }
  }

  /** Every order of every two and three of them that make a pair, repeats included. */
  static Stream<List<Arrival>> arrivals() {
    List<Arrival> all = Arrays.asList(Arrival.values());
    Stream<List<Arrival>> two =
        all.stream().flatMap(first -> all.stream().map(second -> List.of(first, second)));
    List<List<Arrival>> twos = two.toList();
    Stream<List<Arrival>> three =
        twos.stream()
            .flatMap(
                before -> all.stream().map(last -> List.of(before.get(0), before.get(1), last)));
    return Stream.concat(twos.stream(), three)
        .filter(list ->
            list.stream().anyMatch(Arrival::isContextSide)
                && !list.stream().allMatch(Arrival::isContextSide));
  }

  @ParameterizedTest
  @MethodSource("arrivals")
  void theFirstOfEachSideMakesOneRequest(List<Arrival> arrivals) {
    // When
    arrivals.forEach(this::arrive);

    // Then
    Arrival context = arrivals.stream().filter(Arrival::isContextSide).findFirst().orElseThrow();
    Arrival article =
        arrivals.stream().filter(one -> !one.isContextSide()).findFirst().orElseThrow();
    List<ReplyRequested> requests = requests();
    assertThat(requests).hasSize(1);
    ReplyRequested request = requests.getFirst();
    assertThat(request.getTurn()).isEqualTo(turn());
    assertThat(request.getEventId()).isEqualTo(EventIds.of(TURN, "REPLY_REQUEST"));
    assertThat(request.getAnalysis()).isEqualTo(context == Arrival.CONTEXT ? analysis() : null);
    assertThat(request.getAnalysisFailure())
        .isEqualTo(context == Arrival.CONTEXT ? null : failure(Agent.CONTEXT));
    assertThat(request.getArticle()).isEqualTo(article == Arrival.ARTICLE ? result() : null);
    assertThat(request.getArticleFailure())
        .isEqualTo(
            switch (article) {
              case INTENT_FAILED -> failure(Agent.INTENT);
              case GENERATOR_FAILED -> failure(Agent.GENERATOR);
              default -> null;
            });
    assertThat(waiting()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void oneSideAloneWaits(Arrival arrival) {
    arrive(arrival);
    arrive(arrival);

    assertThat(requests()).isEmpty();
    assertThat(waiting()).isOne();
  }

  @Test
  void failuresOfOthersCountForNothing() {
    arrive(Arrival.ARTICLE);
    send(Topics.FAILURES, failed(Agent.REPLY));
    send(Topics.FAILURES, failed(Agent.PHASE));

    assertThat(requests()).isEmpty();
  }

  @Test
  void aTurnOfAnotherConversationWithTheSameIdIsAnotherTurn() {
    // Given
    arrive(Arrival.CONTEXT);

    // When
    send(
        Topics.ARTICLES,
        ArticleWritten.newBuilder().setConversationId("c2").setTurnId(TURN).build());

    // Then
    assertThat(requests()).isEmpty();
    assertThat(waiting()).isEqualTo(2);
  }

  @Test
  void theRequestIsKeyedByItsConversation() {
    arrive(Arrival.CONTEXT);
    arrive(Arrival.ARTICLE);

    assertThat(output(Topics.REPLY_REQUESTS.name()))
        .singleElement()
        .satisfies(record -> assertThat(record.key()).asString().isEqualTo(CONVERSATION));
  }

  @Test
  void aHalfThatStaysAloneIsForgottenInTheEnd() {
    // Given
    arrive(Arrival.CONTEXT);

    // When
    driver.advanceWallClockTime(MEMORY.minusMinutes(1));
    long before = waiting();
    driver.advanceWallClockTime(Duration.ofMinutes(2));

    // Then
    assertThat(before).isOne();
    assertThat(waiting()).isZero();
    assertThat(seen()).isZero();
  }

  @Test
  void aLateRepeatLeavesNothingBehind() {
    // Given
    arrive(Arrival.CONTEXT);
    arrive(Arrival.ARTICLE);
    driver.advanceWallClockTime(MEMORY.minusMinutes(1));

    // When
    arrive(Arrival.GENERATOR_FAILED);
    arrive(Arrival.CONTEXT);

    // Then
    assertThat(requests()).hasSize(1);
    assertThat(waiting()).isZero();
    driver.advanceWallClockTime(Duration.ofMinutes(2));
    assertThat(seen()).isZero();
  }

  @Test
  void whatCannotBeReadIsSetAsideAsItCame() {
    // Given
    byte[] garbage = "no record".getBytes(StandardCharsets.UTF_8);
    arrive(Arrival.CONTEXT);

    // When
    pipe(Topics.ARTICLES, garbage);
    arrive(Arrival.ARTICLE);

    // Then
    assertThat(output("conversation.articles.reply-pairing.dlt"))
        .singleElement()
        .satisfies(record -> {
          assertThat(record.value()).isEqualTo(garbage);
          assertThat(record.key()).asString().isEqualTo(CONVERSATION);
          assertThat(header(record, "topic")).isEqualTo(Topics.ARTICLES.name());
          assertThat(header(record, "partition")).isEqualTo("0");
          assertThat(header(record, "offset")).isEqualTo("0");
          assertThat(header(record, "group")).isEqualTo(Groups.REPLY_PAIRING);
          assertThat(header(record, "reason")).isEqualTo("FRAMING");
          assertThat(header(record, "message")).contains("schema id");
          assertThat(header(record, "at")).isEqualTo("2026-01-02T03:04:05Z");
          assertThat(header(record, "theirs")).isEqualTo("kept");
        });
    assertThat(
            meters
                .get("quillmesh.dead.letters")
                .tags("group", Groups.REPLY_PAIRING, "reason", "FRAMING")
                .counter()
                .count())
        .isEqualTo(1);
    assertThat(requests()).hasSize(1);
  }

  @Test
  void whatLeavesNoRoomForItsHeadersIsSetAsideWithoutItsValue() {
    byte[] garbage = new byte[2 * 1024 * 1024 - 100];

    pipe(Topics.ARTICLES, garbage);

    assertThat(output("conversation.articles.reply-pairing.dlt"))
        .singleElement()
        .satisfies(record -> {
          assertThat(record.value()).isNull();
          assertThat(header(record, "omitted")).isEqualTo("the value");
        });
  }

  @Test
  void aReplayForAnotherGroupIsSkipped() {
    send(Topics.ARTICLES, article(), ReplayHeaders.of(new RecordHeaders(), Groups.GATEWAY, "x"));

    assertThat(waiting()).isZero();
  }

  @Test
  void aRequestThatFollowsFromAReplayIsForTheReplyAgentAllTheSame() {
    arrive(Arrival.CONTEXT);

    send(
        Topics.ARTICLES,
        article(),
        ReplayHeaders.of(new RecordHeaders(), Groups.REPLY_PAIRING, "x"));

    assertThat(output(Topics.REPLY_REQUESTS.name()))
        .singleElement()
        .satisfies(record ->
            assertThat(ReplayHeaders.areForAnother(record.headers(), Groups.REPLY_SERVICE))
                .isFalse());
  }

  @Test
  void anEventOfNoTurnIsSetAside() {
    send(Topics.CONTEXTS, ContextAnalyzed.newBuilder().build());

    assertThat(output("conversation.contexts.reply-pairing.dlt"))
        .singleElement()
        .satisfies(record -> assertThat(header(record, "reason")).isEqualTo("INCOMPLETE"));
    assertThat(seen()).isZero();
  }

  @Test
  void aPairThatNoTopicTakesIsSetAside() {
    // Given
    String megabyte = "x".repeat(1024 * 1024);
    Article article = new Article(1, "", megabyte, Author.AGENT, false);
    send(
        Topics.ARTICLES,
        ArticleWritten.newBuilder()
            .setConversationId(CONVERSATION)
            .setTurnId(TURN)
            .setResult(ArticleResult.newBuilder().setArticle(article).build())
            .build());

    // When
    Turn turn = Turn.newBuilder(turn()).setSummary(megabyte).build();
    send(Topics.CONTEXTS, ContextAnalyzed.newBuilder().setTurn(turn).build());

    // Then
    assertThat(requests()).isEmpty();
    assertThat(output("conversation.contexts.reply-pairing.dlt"))
        .singleElement()
        .satisfies(record -> assertThat(header(record, "reason")).isEqualTo("TOO_LARGE"));
  }

  private static String header(TestRecord<byte[], byte[]> record, String name) {
    String full = name.equals("theirs") ? name : "quillmesh.dlt." + name;
    return new String(record.headers().lastHeader(full).value(), StandardCharsets.UTF_8);
  }

  private void arrive(Arrival arrival) {
    switch (arrival) {
      case CONTEXT ->
          send(
              Topics.CONTEXTS,
              ContextAnalyzed.newBuilder().setTurn(turn()).setAnalysis(analysis()).build());
      case CONTEXT_FAILED -> send(Topics.FAILURES, failed(Agent.CONTEXT));
      case ARTICLE -> send(Topics.ARTICLES, article());
      case INTENT_FAILED -> send(Topics.FAILURES, failed(Agent.INTENT));
      case GENERATOR_FAILED -> send(Topics.FAILURES, failed(Agent.GENERATOR));
    }
  }

  private <T extends SpecificRecord> void send(Topic<T> topic, T event) {
    pipe(topic, codec.encode(topic, event));
  }

  private <T extends SpecificRecord> void send(Topic<T> topic, T event, Headers headers) {
    pipe(topic, codec.encode(topic, event), headers);
  }

  private static ArticleWritten article() {
    return ArticleWritten.newBuilder()
        .setConversationId(CONVERSATION)
        .setTurnId(TURN)
        .setResult(result())
        .build();
  }

  private void pipe(Topic<?> topic, byte[] value) {
    RecordHeaders headers = new RecordHeaders();
    headers.add("theirs", "kept".getBytes(StandardCharsets.UTF_8));
    pipe(topic, value, headers);
  }

  private void pipe(Topic<?> topic, byte[] value, Headers headers) {
    driver
        .createInputTopic(topic.name(), new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(new TestRecord<>(CONVERSATION.getBytes(StandardCharsets.UTF_8), value, headers));
  }

  private List<TestRecord<byte[], byte[]>> output(String topic) {
    return driver
        .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList();
  }

  private List<ReplyRequested> requests() {
    return output(Topics.REPLY_REQUESTS.name()).stream()
        .map(record -> codec.decode(Topics.REPLY_REQUESTS, record.value()))
        .toList();
  }

  private long waiting() {
    return driver.getKeyValueStore(PairingTopology.WAITING).approximateNumEntries();
  }

  private long seen() {
    return driver.getKeyValueStore(PairingTopology.SEEN).approximateNumEntries();
  }

  private static AgentFailed failed(Agent agent) {
    return AgentFailed.newBuilder().setTurn(turn()).setFailure(failure(agent)).build();
  }

  private static Failure failure(Agent agent) {
    return new Failure(agent, "MODEL_TIMEOUT", "No first token within 20 s", 3);
  }

  private static Analysis analysis() {
    return Analysis.newBuilder().setSummary("The person wants a travelogue about London").build();
  }

  private static ArticleResult result() {
    return ArticleResult.newBuilder().setOutcome(ArticleOutcome.UNCHANGED).build();
  }

  private static Turn turn() {
    return Turn.newBuilder()
        .setConversationId(CONVERSATION)
        .setTurnId(TURN)
        .setMessage("帮我写一篇伦敦游记")
        .build();
  }
}
