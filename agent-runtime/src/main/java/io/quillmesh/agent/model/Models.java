package io.quillmesh.agent.model;

import io.micrometer.core.instrument.MeterRegistry;
import io.quillmesh.agent.AgentException;
import io.quillmesh.agent.FailureCode;
import io.quillmesh.agent.OutputSchema;
import io.quillmesh.agent.cancel.Cancellation;
import io.quillmesh.agent.model.request.Endpoint;
import io.quillmesh.agent.model.request.RequestForm;
import io.quillmesh.agent.model.request.RequestForms;
import io.quillmesh.agent.model.request.RequestPart;
import io.quillmesh.agent.model.request.Requests;
import io.quillmesh.agent.provider.ProviderCall;
import io.quillmesh.agent.retry.Backoff;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.openai.OpenAiChatOptions;

/**
 * The agent's model and the one to fall back on. Each is asked as often as the retry policy says;
 * then there is an {@link AgentException}.
 */
public final class Models implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Models.class);

  private final ModelProperties properties;
  private final RetryPolicy retries;
  private final ProviderErrors errors = new ProviderErrors();
  private final ModelMetrics metrics;
  private final LongSupplier nanoTime;
  private final RequestForms forms;
  private final Requests requests;
  private final Map<String, ModelClient> clients = new ConcurrentHashMap<>();

  Models(
      ModelProperties properties,
      RetryPolicy retries,
      ModelMetrics metrics,
      LongSupplier nanoTime) {
    this.properties = properties;
    this.retries = retries;
    this.metrics = metrics;
    this.nanoTime = nanoTime;
    this.forms = new RequestForms(properties.form());
    this.requests =
        new Requests(
            properties.request(),
            properties.temperature(),
            properties.maxTokens(),
            // Ours come first; this one only keeps a thread from waiting forever.
            properties.timeout().total().multipliedBy(2));
  }

  /**
   * The models of these settings.
   *
   * @param agent who asks them, in metrics
   */
  public static Models of(String agent, ModelProperties properties, MeterRegistry meters) {
    ModelProperties.Retry retry = properties.retry();
    return new Models(
        properties,
        new RetryPolicy(
            retry.attempts(),
            new Backoff(
                retry.firstBackoff(),
                retry.longestBackoff(),
                () -> ThreadLocalRandom.current().nextLong()),
            retry.longestRetryAfter()),
        new ModelMetrics(meters, agent),
        System::nanoTime);
  }

  /**
   * The settings that make the first request have the form that the first model takes. Their names
   * are without the prefix, such as {@code RESPONSE_FORMAT}; empty if nothing was refused.
   */
  public Map<String, String> learned() {
    return forms.of(properties.primary()).settingsSince(properties.form());
  }

  /**
   * What a model answered.
   *
   * @param text what it wrote
   * @param unfinished whether a token limit cut it off
   */
  public record ModelAnswer(String text, boolean unfinished) {}

  /**
   * What a model answers.
   *
   * @param messages the whole conversation, the instructions first
   * @param schema what the answer has to fit; null for text
   * @param sink where the answer goes while it is written
   * @throws AgentException if the models failed for good
   * @throws io.quillmesh.agent.TurnCancelledException if the turn was cancelled meanwhile
   */
  public ModelAnswer answer(
      List<Message> messages,
      @Nullable OutputSchema<?> schema,
      TextSink sink,
      ModelCalls calls,
      Cancellation cancellation) {
    Question question = new Question(messages, schema, sink, calls, cancellation);
    Endpoint fallback = properties.secondary();
    try {
      return ask(properties.primary(), question, fallback == null);
    } catch (ModelFailure failure) {
      if (fallback == null) {
        throw agentException(failure);
      }
      log.atWarn()
          .addKeyValue("model", properties.name())
          .addKeyValue("fallback", fallback.model())
          .addKeyValue("code", failure.code())
          .log("The model failed for good, its fallback is asked");
      try {
        return ask(fallback, question, true);
      } catch (ModelFailure second) {
        second.addSuppressed(failure);
        throw agentException(second);
      }
    }
  }

  /** How often a text that a limit cut off is continued. */
  public int continuations() {
    return properties.continuations();
  }

  /**
   * Goes through calls of both kinds without making any. The first call costs seconds of processor
   * time, which a person would wait for; and a start-up cache that is trained by starting learns
   * the classes. For those who measure: what comes after it is as quick as it gets.
   *
   * @return what was answered
   * @throws AgentException if a call failed
   */
  public List<String> warmUp() {
    try {
      return List.of(
          warmUp(new ProviderCall.Kind(true, false, true, false), ModelWarmUp.STREAM),
          warmUp(new ProviderCall.Kind(false, true, true, false), ModelWarmUp.WHOLE));
    } catch (ModelFailure failure) {
      throw agentException(failure);
    }
  }

  private String warmUp(ProviderCall.Kind kind, String answer) throws ModelFailure {
    Endpoint endpoint = properties.primary();
    OpenAiChatOptions.Builder options = requests.options(endpoint, properties.form(), null);
    return new ModelCall(properties, !kind.streamed(), Set.of(), errors, nanoTime, TextSink.NONE)
        .read(
            client(endpoint).askLocally(kind, ModelWarmUp.QUESTION, options, answer),
            new Cancellation("warm-up"))
        .text();
  }

  private record Question(
      List<Message> messages,
      @Nullable OutputSchema<?> schema,
      TextSink sink,
      ModelCalls calls,
      Cancellation cancellation) {

    boolean isStructured() {
      return schema != null;
    }
  }

  private ModelAnswer ask(Endpoint endpoint, Question question, boolean isLast)
      throws ModelFailure {
    for (int made = 1; ; made++) {
      try {
        return askInAnyForm(endpoint, question);
      } catch (ModelFailure failure) {
        // The time of a second such wait is better spent on another model.
        boolean isTooSlow = failure.code() == FailureCode.MODEL_TIMEOUT && !isLast;
        var wait = isTooSlow ? null : retries.next(made, failure);
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

  /** Each refusal of a form removes something from the next, so this ends. */
  private ModelAnswer askInAnyForm(Endpoint endpoint, Question question) throws ModelFailure {
    RequestForm form = forms.of(endpoint);
    while (true) {
      try {
        return askOnce(endpoint, form, question);
      } catch (ModelFailure failure) {
        if (failure.lesson() == null) {
          throw failure;
        }
        RequestForm next = failure.lesson().apply(form);
        forms.learn(endpoint, form, next);
        form = next;
      }
    }
  }

  private ModelAnswer askOnce(Endpoint endpoint, RequestForm form, Question question)
      throws ModelFailure {
    question.cancellation().check();
    question.calls().attempt(endpoint.model());
    ModelMetrics.Sample sample = metrics.start(endpoint.model(), question.sink());
    boolean structured = question.isStructured();
    ModelCall call =
        new ModelCall(properties, structured, form.parts(structured), errors, nanoTime, sample);
    String outcome = "aborted";
    try {
      ModelCall.Outcome answer = call.read(open(endpoint, form, question), question.cancellation());
      if (answer.cutByLimit() && structured) {
        // Half a text is better than none; half an object is useless.
        throw call.limitTooSmall();
      }
      outcome = "answered";
      return new ModelAnswer(answer.text(), answer.cutByLimit());
    } catch (ModelFailure failure) {
      outcome = failure.code().name();
      throw failure;
    } finally {
      if (call.answeredBy() != null) {
        question.calls().answeredBy(call.answeredBy());
        sample.answeredBy(call.answeredBy());
      }
      if (call.usage() != null) {
        question.calls().took(call.usage());
      }
      sample.stop(outcome, call.usage());
    }
  }

  private ModelStream open(Endpoint endpoint, RequestForm form, Question question) {
    boolean structured = question.isStructured();
    ProviderCall.Kind kind =
        new ProviderCall.Kind(
            form.isStreamed(structured),
            structured,
            form.has(RequestPart.STREAM_USAGE),
            form.beginsInThought());
    return client(endpoint)
        .ask(
            kind,
            Requests.messages(form, question.messages(), question.schema()),
            requests.options(endpoint, form, question.schema()));
  }

  private ModelClient client(Endpoint endpoint) {
    return clients.computeIfAbsent(
        endpoint.baseUrl() + " " + endpoint.apiKey() + " " + endpoint.apiVersion(),
        _ -> new ModelClient(endpoint, properties));
  }

  private static AgentException agentException(ModelFailure failure) {
    return new AgentException(failure.code(), String.valueOf(failure.getMessage()), failure);
  }

  @Override
  public void close() {
    clients.values().forEach(ModelClient::close);
  }
}
