package io.quillmesh.agent.model;

import com.openai.client.OpenAIClientAsync;
import com.openai.client.OpenAIClientAsyncImpl;
import com.openai.core.ClientOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import okhttp3.Dispatcher;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.openai.http.okhttp.SpringAiOpenAiHttpClient;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Spring AI's OpenAI client for one endpoint, kept for the life of the process. */
final class ModelClient implements AutoCloseable {
  /** More than any max-in-flight: that setting is the limit, not OkHttp's 64. */
  private static final int MAX_REQUESTS = 10_000;

  private static final int IDLE_CONNECTIONS = 64;
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);

  private final OpenCalls calls = new OpenCalls();
  private final Pace pace = new Pace(calls::open, System::nanoTime);
  private final ExecutorService threads;
  private final Scheduler scheduler;
  private final SpringAiOpenAiHttpClient http;
  private final OpenAiChatModel model;

  ModelClient(Endpoint endpoint) {
    threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("model-call-", 0).factory());
    scheduler = Schedulers.fromExecutor(threads);
    http =
        SpringAiOpenAiHttpClient.builder()
            .dispatcherExecutorService(threads)
            .maxIdleConnections(IDLE_CONNECTIONS)
            .keepAliveDuration(KEEP_ALIVE)
            .interceptor(new GatheredEvents(pace, threads))
            .interceptor(calls)
            .build();
    Dispatcher dispatcher = http.getOkHttpClient().dispatcher();
    dispatcher.setMaxRequests(MAX_REQUESTS);
    dispatcher.setMaxRequestsPerHost(MAX_REQUESTS);
    OpenAIClientAsync client =
        new OpenAIClientAsyncImpl(
            ClientOptions.builder()
                .httpClient(http)
                .baseUrl(endpoint.baseUrl().toString())
                .apiKey(endpoint.apiKey())
                // Retries are ours: they show in the audit trail and can be cancelled.
                .maxRetries(0)
                .streamHandlerExecutor(threads)
                .build());
    model = OpenAiChatModel.builder().openAiClientAsync(client).openAiClient(client.sync()).build();
  }

  /** Asks for a text, which comes while it is written. */
  ModelStream stream(List<Message> messages, OpenAiChatOptions.Builder options) {
    return stream(calls.next(), messages, options);
  }

  /** Goes through all of {@link #stream} but the network. */
  ModelStream rehearseStream(
      List<Message> messages, OpenAiChatOptions.Builder options, String serverSentEvents) {
    return stream(calls.rehearsal(serverSentEvents), messages, options);
  }

  private ModelStream stream(
      OpenCalls.Handle handle, List<Message> messages, OpenAiChatOptions.Builder options) {
    return new ModelStream(handle, pace, model.stream(prompt(handle, messages, options)));
  }

  /**
   * Asks for an answer that is of use only when it is complete. It comes in one piece, for a
   * thirtieth of the processor time.
   */
  ModelStream whole(List<Message> messages, OpenAiChatOptions.Builder options) {
    return whole(calls.next(), messages, options);
  }

  /** Goes through all of {@link #whole} but the network. */
  ModelStream rehearseWhole(
      List<Message> messages, OpenAiChatOptions.Builder options, String json) {
    return whole(calls.rehearsal(json), messages, options);
  }

  private ModelStream whole(
      OpenCalls.Handle handle, List<Message> messages, OpenAiChatOptions.Builder options) {
    Prompt prompt = prompt(handle, messages, options);
    return new ModelStream(
        handle,
        Pace.OF_WHOLE_ANSWERS,
        Mono.fromCallable(() -> model.call(prompt)).subscribeOn(scheduler).flux());
  }

  private static Prompt prompt(
      OpenCalls.Handle handle, List<Message> messages, OpenAiChatOptions.Builder options) {
    options.customHeaders(Map.of(OpenCalls.HEADER, handle.id()));
    return new Prompt(messages, options.build());
  }

  @Override
  public void close() {
    http.close();
    threads.shutdownNow();
  }
}
