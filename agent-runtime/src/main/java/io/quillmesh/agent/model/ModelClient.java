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

/** Spring AI's OpenAI client for one endpoint, kept for the life of the process. */
final class ModelClient implements AutoCloseable {
  /** More than any max-in-flight: that setting is the limit, not OkHttp's 64. */
  private static final int MAX_REQUESTS = 10_000;

  private static final int IDLE_CONNECTIONS = 64;
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);

  private final OpenCalls calls = new OpenCalls();
  private final ExecutorService threads;
  private final SpringAiOpenAiHttpClient http;
  private final OpenAiChatModel model;

  ModelClient(Endpoint endpoint) {
    threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("model-call-", 0).factory());
    http =
        SpringAiOpenAiHttpClient.builder()
            .dispatcherExecutorService(threads)
            .maxIdleConnections(IDLE_CONNECTIONS)
            .keepAliveDuration(KEEP_ALIVE)
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

  /** Makes a call; what comes is read from the stream. */
  ModelStream open(List<Message> messages, OpenAiChatOptions.Builder options) {
    return open(calls.next(), messages, options);
  }

  /** Goes through all of a call but the network. */
  ModelStream rehearse(
      List<Message> messages, OpenAiChatOptions.Builder options, String serverSentEvents) {
    return open(calls.rehearsal(serverSentEvents), messages, options);
  }

  private ModelStream open(
      OpenCalls.Handle handle, List<Message> messages, OpenAiChatOptions.Builder options) {
    options.customHeaders(Map.of(OpenCalls.HEADER, handle.id()));
    return new ModelStream(handle, model.stream(new Prompt(messages, options.build())));
  }

  @Override
  public void close() {
    http.close();
    threads.shutdownNow();
  }
}
