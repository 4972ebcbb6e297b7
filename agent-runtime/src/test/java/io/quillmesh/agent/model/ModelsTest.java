package io.quillmesh.agent.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quillmesh.agent.AgentException;
import io.quillmesh.agent.FailureCode;
import io.quillmesh.agent.OutputSchema;
import io.quillmesh.agent.TurnCancelledException;
import io.quillmesh.agent.cancel.Cancellation;
import io.quillmesh.agent.cancel.Cancellations;
import io.quillmesh.agent.scripted.Reaction;
import io.quillmesh.agent.scripted.ScriptedModel;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
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
  private final ModelCalls calls = new ModelCalls();
  private final Cancellations cancellations = new Cancellations(10);
  private final Cancellation cancellation = cancellations.begin("turn");

  private final AtomicLong now = new AtomicLong();
  private final CountDownLatch firstToken = new CountDownLatch(1);
  private final Semaphore thought = new Semaphore(0);
  private final List<String> thoughts = new ArrayList<>();

  private final TextSink sink =
      new TextSink() {
        @Override
        public void begin() {}

        @Override
        public void append(String piece) {
          firstToken.countDown();
        }

        @Override
        public void thinking(String said) {
          thoughts.add(said);
          thought.release();
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
    assertThat(calls.usage().input()).isEqualTo(100);
    assertThat(calls.usage().cachedInput()).isEqualTo(60);
    assertThat(calls.usage().output()).isEqualTo(10);
  }

  @Test
  void whoAnswersInItsPlaceIsInTheAuditTrail() {
    String answer = "{\"choices\":[{\"message\":{\"content\":\"{}\"},\"finish_reason\":\"stop\"}]}";
    String json = "application/json";
    server.then(
        reply ->
            reply.respond(
                200, json, "Quillmesh-Answered-By: intent-tuned@ab12cd34ef56\r\n", answer),
        reply -> reply.respond(200, json, "Quillmesh-Answered-By: no name\r\n", answer));
    var schema = new OutputSchema<>("a", "{\"type\":\"object\"}", Object.class);

    ask(schema);
    assertThat(calls.toAgentCall().setAgent("intent").build().getModel())
        .isEqualTo("intent-tuned@ab12cd34ef56");

    ask(schema);
    assertThat(calls.model()).isEqualTo("first");
  }

  @Test
  void aWarmUpIsACallOfEachKindThatReachesNoProvider() {
    try (Models models = models(properties(null))) {
      assertThat(models.warmUp()).containsExactly("Ready", "Ready");
    }

    assertThat(server.requests()).isEmpty();
    assertThat(firstToken.getCount()).isEqualTo(1);
  }

  @Test
  void aShapeTravelsAsAStrictSchemaUnderItsName() {
    server.then(Reaction.text("{}"));

    ask(new OutputSchema<>("intent_recognition", "{\"type\":\"object\"}", Object.class));

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
    assertThat(calls.attempts()).isEqualTo(3);
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
        .isThrownBy(() -> ask(new OutputSchema<>("a", "{\"type\":\"object\"}", Object.class)))
        .satisfies(e -> assertThat(e.code()).isEqualTo(FailureCode.MODEL_ANSWER_INVALID))
        .withMessageContaining("max-tokens");
  }

  @Test
  void whatIsRefusedIsNotTriedAgain() {
    server.otherwise(Reaction.status(401));

    assertThatExceptionOfType(AgentException.class)
        .isThrownBy(() -> ask(null))
        .satisfies(e -> assertThat(e.code()).isEqualTo(FailureCode.MODEL_REFUSED))
        .withMessageContaining("(HTTP 401, scripted)");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void aModelThatFailsForGoodIsReplacedByItsFallback() {
    server.otherwise(Reaction.status(503));
    other.then(Reaction.text("Hello from here"));

    String answer = ask(models(properties(other)), null);

    assertThat(answer).isEqualTo("Hello from here");
    assertThat(calls.attempts()).isEqualTo(4);
    assertThat(calls.model()).isEqualTo("second");
    assertThat(other.requests().getFirst().path("model").asString()).isEqualTo("second");
  }

  @Test
  void aModelThatIsTooSlowIsNotAskedAgainWhereThereIsAnother() {
    server.otherwise(reply -> {
      now.addAndGet(seconds(21).toNanos());
      reply.awaitHangUp();
    });
    other.then(Reaction.text("Hello from here"));

    assertThat(ask(models(properties(other)), null)).isEqualTo("Hello from here");
    assertThat(server.requests()).hasSize(1);
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
  void aModelThatThinksForLongIsLeftToIt() {
    server.then(reply -> {
      reply.beginStream("text/event-stream");
      for (int i = 0; i < 3; i++) {
        reply.event("{\"choices\":[{\"delta\":{\"reasoning_content\":\"Hm\"}}]}");
        acquire(thought);
        now.addAndGet(seconds(12).toNanos());
      }
      reply.piece("Hello");
      reply.finish("stop");
      reply.done();
    });

    String answer =
        ask(
            models(
                TestModels.properties(
                    server.baseUrl(), "show-thoughts", "true", "timeout.first-token", "20s")),
            null);

    assertThat(answer).isEqualTo("Hello");
    assertThat(thoughts).containsExactly("Hm", "Hm", "Hm");
  }

  @Test
  void thinkingHasItsOwnEnd() throws InterruptedException {
    CountDownLatch hungUp = new CountDownLatch(1);
    server.then(
        reply -> {
          reply.beginStream("text/event-stream");
          reply.event("{\"choices\":[{\"delta\":{\"reasoning_content\":\"Hm\"}}]}");
          acquire(thought);
          for (int second = 1; hungUp.getCount() > 0; second++) {
            // Not longer than it takes: the next call has the same clock.
            now.addAndGet(seconds(second <= 41 ? 1 : 0).toNanos());
            try {
              reply.event("{\"choices\":[{\"delta\":{\"reasoning_content\":\".\"}}]}");
            } catch (IOException e) {
              hungUp.countDown();
            }
          }
        },
        Reaction.text("Hello"));

    assertThat(ask(null)).isEqualTo("Hello");
    hungUp.await();
  }

  @Test
  void thoughtsAreNotShownButThatThereAreAny() {
    server.then(reply -> {
      reply.beginStream("text/event-stream");
      reply.event("{\"choices\":[{\"delta\":{\"reasoning_content\":\"Hm\"}}]}");
      acquire(thought);
      reply.piece("Hello");
      reply.finish("stop");
      reply.done();
    });

    assertThat(ask(null)).isEqualTo("Hello");
    assertThat(thoughts).containsExactly("");
  }

  @Test
  void aModelThatBeginsInThoughtWithoutSayingSoIsAskedAgainOnce() {
    server.otherwise(reply -> {
      reply.beginStream("text/event-stream");
      reply.piece("Hm.");
      if (server.requests().size() == 1) {
        await(firstToken);
      }
      reply.piece("\n</think>\n\nHello");
      reply.finish("stop");
      reply.done();
    });

    try (Models models = models(properties(null))) {
      for (int i = 0; i < 2; i++) {
        assertThat(models.answer(MESSAGES, null, sink, calls, cancellation).text())
            .isEqualTo("Hello");
      }
    }

    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void settingsForARequestAreInIt() {
    server.then(Reaction.text("{}"));

    ask(
        models(
            TestModels.properties(
                URI.create(server.baseUrl() + "/?api-version=1"),
                "api-version",
                "2",
                "max-tokens",
                "7",
                "request.token-parameter",
                "max_completion_tokens",
                "request.response-format",
                "json_object",
                "request.streamed",
                "true",
                "request.stream-usage",
                "false",
                "request.extra-body",
                "{\"enable_thinking\": false, \"a\": {\"b\": [1]}}",
                "request.extra-headers",
                "{\"api-key\": \"k\"}")),
        new OutputSchema<>("greeting", "{\"type\":\"object\",\"title\":\"T\"}", Object.class));

    var request = server.requests().getFirst();
    assertThat(request.path("max_completion_tokens").asInt()).isEqualTo(7);
    assertThat(request.has("max_tokens") || request.has("temperature")).isFalse();
    assertThat(request.has("stream_options")).isFalse();
    assertThat(request.at("/response_format/type").asString()).isEqualTo("json_object");
    assertThat(request.at("/messages/0/content").asString()).contains("JSON", "\"title\":\"T\"");
    assertThat(request.path("stream").asBoolean()).isTrue();
    assertThat(request.path("enable_thinking").asBoolean(true)).isFalse();
    assertThat(request.at("/a/b/0").asInt()).isEqualTo(1);
    assertThat(server.heads().getFirst())
        .startsWith("POST /v1/chat/completions?api-version=2 ")
        .containsIgnoringCase("api-key: k");
  }

  @Test
  void whatAModelRefusesIsNotSentAgain() {
    server.otherwise(reply -> {
      if (reply.request().has("temperature")) {
        reply.respond(400, "application/json", "", "{\"error\":{\"param\":\"temperature\"}}");
      } else {
        Reaction.text("Hello").react(reply);
      }
    });

    try (Models models = models(properties(null))) {
      for (int i = 0; i < 3; i++) {
        models.answer(MESSAGES, null, sink, calls, cancellation);
      }
    }

    assertThat(server.requests()).hasSize(4);
  }

  @Test
  void aRequestGoesWhereItIsRedirectedWithItsBodyAndWithoutItsKey() {
    other.otherwise(Reaction.text("Hello"));
    server.then(reply ->
        reply.respond(
            307, "text/plain", "Location: %s/chat/completions\r\n".formatted(other.baseUrl()), ""));

    String answer =
        ask(
            models(
                TestModels.properties(
                    server.baseUrl(), "request.extra-headers", "{\"api-key\": \"k\"}")),
            null);

    assertThat(answer).isEqualTo("Hello");
    assertThat(other.requests().getFirst()).isEqualTo(server.requests().getFirst());
    assertThat(server.heads().getFirst()).containsIgnoringCase("authorization: bearer sk-secret");
    assertThat(other.heads().getFirst()).doesNotContainIgnoringCase("authorization", "api-key");
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

  private String ask(@Nullable OutputSchema<?> schema) {
    return ask(models(properties(null)), schema);
  }

  private String ask(Models models, @Nullable OutputSchema<?> schema) {
    try (models) {
      return models.answer(MESSAGES, schema, sink, calls, cancellation).text();
    }
  }

  private Models models(ModelProperties properties) {
    return new Models(
        properties,
        TestModels.attempts(3),
        new ModelMetrics(new SimpleMeterRegistry(), "test"),
        now::get);
  }

  private ModelProperties properties(@Nullable ScriptedModel fallback) {
    return TestModels.properties(
        server.baseUrl(),
        "temperature",
        "0.5",
        "max-tokens",
        "500",
        "timeout.first-token",
        "20s",
        "timeout.silence",
        "20s",
        "timeout.thinking",
        "40s",
        "timeout.total",
        "60s",
        "fallback.name",
        fallback == null ? "" : "second",
        "fallback.base-url",
        fallback == null ? "" : fallback.baseUrl().toString());
  }

  private static Duration seconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }

  private static void acquire(Semaphore semaphore) throws IOException {
    try {
      semaphore.acquire();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
