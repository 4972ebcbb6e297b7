package io.quillmesh.agent.model;

import com.openai.core.JsonValue;
import io.quillmesh.agent.AgentException;
import io.quillmesh.agent.Answer;
import io.quillmesh.agent.FailureCode;
import io.quillmesh.agent.cancel.Cancellation;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.openai.OpenAiChatOptions;
import tools.jackson.databind.json.JsonMapper;

/**
 * The agent's model and the one to fall back on. Each is asked as often as the retry policy says;
 * then there is an {@link AgentException}.
 */
public final class Models implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Models.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ModelProperties properties;
  private final RetryPolicy retries;
  private final ProviderErrors errors;
  private final ModelMetrics metrics;
  private final LongSupplier nanoTime;
  private final Map<String, ModelClient> clients = new ConcurrentHashMap<>();

  /** An agent has a shape or two, and its schema is large: converted once, not for every call. */
  private final Map<Answer<?>, JsonValue> responseFormats = new ConcurrentHashMap<>();

  Models(
      ModelProperties properties,
      RetryPolicy retries,
      ProviderErrors errors,
      ModelMetrics metrics,
      LongSupplier nanoTime) {
    this.properties = properties;
    this.retries = retries;
    this.errors = errors;
    this.metrics = metrics;
    this.nanoTime = nanoTime;
  }

  /**
   * What a model answers.
   *
   * @param messages the whole conversation, the instructions first
   * @param shape what the answer is to fit; null for text
   * @param sink where the answer goes while it is written
   * @throws AgentException if the models failed for good
   * @throws io.quillmesh.agent.TurnCancelledException if the turn was cancelled meanwhile
   */
  public String answer(
      List<Message> messages,
      @Nullable Answer<?> shape,
      TextSink sink,
      Spending spending,
      Cancellation cancellation) {
    Question question = new Question(messages, shape, sink, spending, cancellation);
    try {
      return ask(properties.primary(), question);
    } catch (ModelFailure failure) {
      Endpoint fallback = properties.secondary();
      if (fallback == null) {
        throw agentException(failure);
      }
      log.atWarn()
          .addKeyValue("model", properties.name())
          .addKeyValue("fallback", fallback.model())
          .addKeyValue("code", failure.code())
          .log("The model failed for good, its fallback is asked");
      try {
        return ask(fallback, question);
      } catch (ModelFailure second) {
        second.addSuppressed(failure);
        throw agentException(second);
      }
    }
  }

  /**
   * Goes through calls of both kinds without making any. The first call costs seconds of processor
   * time, which else a person would wait for; and a start-up cache that is trained by starting
   * learns its classes.
   *
   * @return what was answered
   */
  List<String> rehearse() throws ModelFailure {
    Endpoint endpoint = properties.primary();
    ModelClient client = client(endpoint);
    return List.of(
        rehearsed(
            false, client.rehearseStream(Script.QUESTION, options(endpoint, null), Script.STREAM)),
        rehearsed(
            true, client.rehearseWhole(Script.QUESTION, options(endpoint, null), Script.WHOLE)));
  }

  private String rehearsed(boolean whole, ModelStream stream) throws ModelFailure {
    return new ModelCall(properties, whole, errors, nanoTime, TextSink.NONE)
        .read(stream, new Cancellation("rehearsal"))
        .text();
  }

  private record Question(
      List<Message> messages,
      @Nullable Answer<?> shape,
      TextSink sink,
      Spending spending,
      Cancellation cancellation) {}

  private String ask(Endpoint endpoint, Question question) throws ModelFailure {
    for (int made = 1; ; made++) {
      try {
        return askOnce(endpoint, question);
      } catch (ModelFailure failure) {
        var wait = retries.next(made, failure);
        log.atWarn()
            .addKeyValue("model", endpoint.model())
            .addKeyValue("attempt", made)
            .addKeyValue("code", failure.code())
            .addKeyValue("reason", failure.getMessage())
            .addKeyValue("retryInMs", wait == null ? "never" : wait.toMillis())
            .log("A model call failed");
        if (wait == null) {
          throw failure;
        }
        question.cancellation().sleep(wait);
      }
    }
  }

  private String askOnce(Endpoint endpoint, Question question) throws ModelFailure {
    question.cancellation().check();
    question.spending().attempt(endpoint.model());
    ModelMetrics.Sample sample = metrics.start(endpoint.model(), question.sink());
    boolean whole = question.shape() != null;
    ModelCall call = new ModelCall(properties, whole, errors, nanoTime, sample);
    String outcome = "aborted";
    try {
      ModelCall.Outcome answer = call.read(open(endpoint, question), question.cancellation());
      if (answer.cutByLimit()) {
        cutByLimit(endpoint, question.shape());
      }
      outcome = "answered";
      return answer.text();
    } catch (ModelFailure failure) {
      outcome = failure.code().name();
      throw failure;
    } finally {
      if (call.spent() != null) {
        question.spending().tokens(call.spent().inputTokens(), call.spent().outputTokens());
      }
      sample.stop(outcome, call.spent());
    }
  }

  /** Half an object is of no use to anybody, so it is asked for whole. */
  private ModelStream open(Endpoint endpoint, Question question) {
    ModelClient client = client(endpoint);
    OpenAiChatOptions.Builder options = options(endpoint, question.shape());
    return question.shape() == null
        ? client.stream(question.messages(), options)
        : client.whole(question.messages(), options);
  }

  /** Half a text is better than none; half an object is nothing. */
  private void cutByLimit(Endpoint endpoint, @Nullable Answer<?> shape) throws ModelFailure {
    if (shape != null) {
      throw ModelFailure.passing(
          FailureCode.MODEL_ANSWER_INVALID,
          "The token limit cut the answer off (quillmesh.agent.model.max-tokens)",
          null);
    }
    log.atWarn()
        .addKeyValue("model", endpoint.model())
        .addKeyValue("maxTokens", properties.maxTokens())
        .log("The token limit cut a text off");
  }

  private OpenAiChatOptions.Builder options(Endpoint endpoint, @Nullable Answer<?> shape) {
    OpenAiChatOptions.Builder options = OpenAiChatOptions.builder();
    options.model(endpoint.model());
    options.temperature(properties.temperature());
    options.maxTokens(properties.maxTokens());
    // Ours come first; this one is only there for a thread that would otherwise wait for ever.
    options.timeout(properties.totalTimeout().multipliedBy(2));
    options.streamUsage(true);
    if (shape != null) {
      // Spring AI calls every schema "json_schema"; the name is how a model knows the task.
      options.extraBody(
          Map.of(
              "response_format", responseFormats.computeIfAbsent(shape, Models::responseFormat)));
    }
    return options;
  }

  private static JsonValue responseFormat(Answer<?> shape) {
    return JsonValue.from(
        Map.of(
            "type",
            "json_schema",
            "json_schema",
            Map.of(
                "name",
                shape.name(),
                "strict",
                true,
                "schema",
                JSON.readValue(shape.schema(), Map.class))));
  }

  private ModelClient client(Endpoint endpoint) {
    return clients.computeIfAbsent(
        endpoint.baseUrl() + " " + endpoint.apiKey(), _ -> new ModelClient(endpoint));
  }

  private static AgentException agentException(ModelFailure failure) {
    return new AgentException(failure.code(), String.valueOf(failure.getMessage()), failure);
  }

  @Override
  public void close() {
    clients.values().forEach(ModelClient::close);
  }
}
