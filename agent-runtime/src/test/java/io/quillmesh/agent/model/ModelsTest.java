package io.quillmesh.agent.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quillmesh.agent.AgentException;
import io.quillmesh.agent.Answer;
import io.quillmesh.agent.FailureCode;
import io.quillmesh.agent.TurnCancelledException;
import io.quillmesh.agent.cancel.Cancellation;
import io.quillmesh.agent.cancel.Cancellations;
import io.quillmesh.agent.retry.Backoff;
import io.quillmesh.agent.scripted.Reaction;
import io.quillmesh.agent.scripted.ScriptedModel;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.UserMessage;

class ModelsTest {
  private static final List<Message> MESSAGES =
      List.of(new SystemMessage("Be brief."), new UserMessage("{\"message\":\"hello\"}"));

  private final ScriptedModel server = new ScriptedModel();
  private final ScriptedModel other = new ScriptedModel();
  private final Spending spending = new Spending();
  private final Cancellations cancellations = new Cancellations(10);
  private final Cancellation cancellation = cancellations.begin("turn");

  private final AtomicLong now = new AtomicLong();
  private final CountDownLatch firstToken = new CountDownLatch(1);

  private final TextSink sink =
      new TextSink() {
        @Override
        public void begin() {}

        @Override
        public void append(String piece) {
          firstToken.countDown();
        }
      };

  @AfterEach
  void close() {
    server.close();
    other.close();
  }

  @Test
  void askedAsAgreedItStreamsItsAnswerAndTellsWhatItCost() {
    server.then(Reaction.text("Hello", ", ", "world"));

    String answer = ask(null);

    assertThat(answer).isEqualTo("Hello, world");
    var request = server.requests().getFirst();
    assertThat(request.path("model").asString()).isEqualTo("first");
    assertThat(request.path("stream").asBoolean()).isTrue();
    assertThat(request.at("/stream_options/include_usage").asBoolean()).isTrue();
    assertThat(request.at("/messages/0/role").asString()).isEqualTo("system");
    assertThat(request.at("/messages/1/role").asString()).isEqualTo("user");
    assertThat(request.path("temperature").asDouble()).isEqualTo(0.5);
    assertThat(request.path("max_tokens").asInt()).isEqualTo(500);
    assertThat(spending.inputTokens()).isEqualTo(100);
    assertThat(spending.outputTokens()).isEqualTo(10);
  }

  @Test
  void aRehearsalIsACallOfEachKindThatReachesNoProvider() throws ModelFailure {
    try (Models models = models(properties(null))) {
      assertThat(models.rehearse()).containsExactly("Ready", "Ready");
    }

    assertThat(server.requests()).isEmpty();
    assertThat(firstToken.getCount()).isEqualTo(1);
  }

  @Test
  void aShapeTravelsAsAStrictSchemaUnderItsName() {
    server.then(Reaction.text("{}"));

    ask(new Answer<>("intent_recognition", "{\"type\":\"object\"}", Object.class));

    var format = server.requests().getFirst().path("response_format");
    assertThat(format.path("type").asString()).isEqualTo("json_schema");
    assertThat(format.at("/json_schema/name").asString()).isEqualTo("intent_recognition");
    assertThat(format.at("/json_schema/strict").asBoolean()).isTrue();
    assertThat(format.at("/json_schema/schema/type").asString()).isEqualTo("object");
  }

  @Test
  void passingFailuresAreTriedAgain() {
    server.then(Reaction.status(500), Reaction.rateLimited(0), Reaction.text("Hello"));

    assertThat(ask(null)).isEqualTo("Hello");
    assertThat(spending.attempts()).isEqualTo(3);
  }

  @Test
  void aCutOrUnfinishedOrSenselessAnswerIsNone() {
    server.then(Reaction.cutAfter("Hel"), Reaction.endsUnfinished("Hel"), Reaction.text("Hello"));

    assertThat(ask(null)).isEqualTo("Hello");

    server.then(Reaction.nonsense(), Reaction.text(), Reaction.text("Hello again"));

    assertThat(ask(null)).isEqualTo("Hello again");
  }

  @Test
  void aTextThatTheTokenLimitCutsIsBetterThanNoneButHalfAnObjectIsNot() {
    server.then(Reaction.finished("length", "Hel"));

    assertThat(ask(null)).isEqualTo("Hel");

    server.otherwise(Reaction.finished("length", "{\"a\":"));

    assertThatExceptionOfType(AgentException.class)
        .isThrownBy(() -> ask(new Answer<>("a", "{\"type\":\"object\"}", Object.class)))
        .satisfies(e -> assertThat(e.code()).isEqualTo(FailureCode.MODEL_ANSWER_INVALID))
        .withMessageContaining("max-tokens");
  }

  @Test
  void whatIsRefusedIsNotTriedAgain() {
    server.otherwise(Reaction.status(401));

    assertThatExceptionOfType(AgentException.class)
        .isThrownBy(() -> ask(null))
        .satisfies(e -> assertThat(e.code()).isEqualTo(FailureCode.MODEL_REFUSED))
        .withMessageContaining("HTTP 401 (scripted)");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void aModelThatFailsForGoodIsReplacedByItsFallback() {
    server.otherwise(Reaction.status(503));
    other.then(Reaction.text("Hello from here"));

    String answer = ask(models(properties(other)), null);

    assertThat(answer).isEqualTo("Hello from here");
    assertThat(spending.attempts()).isEqualTo(4);
    assertThat(spending.model()).isEqualTo("second");
    assertThat(other.requests().getFirst().path("model").asString()).isEqualTo("second");
  }

  @Test
  void aModelThatSaysNothingIsGivenUpAndItsConnectionClosed() throws InterruptedException {
    CountDownLatch hungUp = new CountDownLatch(3);
    server.otherwise(reply -> {
      now.addAndGet(seconds(21).toNanos());
      reply.awaitHangUp();
      hungUp.countDown();
    });

    assertThatExceptionOfType(AgentException.class)
        .isThrownBy(() -> ask(null))
        .satisfies(e -> assertThat(e.code()).isEqualTo(FailureCode.MODEL_TIMEOUT))
        .withMessageContaining("No first token");
    hungUp.await();
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void aModelThatFallsSilentIsGivenUp() throws InterruptedException {
    CountDownLatch hungUp = new CountDownLatch(1);
    server.then(
        reply -> {
          reply.begin();
          reply.piece("Hel");
          await(firstToken);
          now.addAndGet(seconds(21).toNanos());
          reply.awaitHangUp();
          hungUp.countDown();
        },
        Reaction.text("Hello"));

    assertThat(ask(null)).isEqualTo("Hello");
    hungUp.await();
  }

  @Test
  void aCancelledTurnClosesTheConnectionWhileTheModelIsSilent() throws InterruptedException {
    CountDownLatch hungUp = new CountDownLatch(1);
    server.then(reply -> {
      cancellations.cancel("turn");
      reply.awaitHangUp();
      hungUp.countDown();
    });

    assertThatExceptionOfType(TurnCancelledException.class).isThrownBy(() -> ask(null));
    hungUp.await();
  }

  private String ask(@Nullable Answer<?> shape) {
    return ask(models(properties(null)), shape);
  }

  private String ask(Models models, @Nullable Answer<?> shape) {
    try (models) {
      return models.answer(MESSAGES, shape, sink, spending, cancellation);
    }
  }

  private Models models(ModelProperties properties) {
    return new Models(
        properties,
        new RetryPolicy(
            3,
            new Backoff(Duration.ofNanos(1), Duration.ofNanos(1), RandomGenerator.getDefault()),
            seconds(1)),
        new ProviderErrors(InstantSource.system()),
        new ModelMetrics(new SimpleMeterRegistry()),
        now::get);
  }

  private ModelProperties properties(@Nullable ScriptedModel fallback) {
    return new ModelProperties(
        server.baseUrl(),
        "key",
        "first",
        0.5,
        500,
        seconds(20),
        seconds(60),
        new ModelProperties.Retry(3, seconds(1), seconds(1), seconds(1)),
        fallback == null ? null : new ModelProperties.Fallback(fallback.baseUrl(), null, "second"));
  }

  private static Duration seconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
