package io.quillmesh.agent.model;

import com.openai.client.OpenAIClientAsync;
import com.openai.client.OpenAIClientAsyncImpl;
import com.openai.core.ClientOptions;
import io.quillmesh.agent.model.request.Endpoint;
import io.quillmesh.agent.provider.ProviderCall;
import io.quillmesh.agent.provider.ProviderTransport;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
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

  private final ExecutorService threads;
  private final Scheduler scheduler;
  private final ProviderTransport transport;
  private final SpringAiOpenAiHttpClient http;
  private final OpenAiChatModel model;

  ModelClient(Endpoint endpoint, ModelProperties properties) {
    threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("model-call-", 0).factory());
    scheduler = Schedulers.fromExecutor(threads);
    transport =
        new ProviderTransport(properties.timeout().connect(), threads, InstantSource.system());
    http =
        SpringAiOpenAiHttpClient.builder()
            .dispatcherExecutorService(threads)
            .interceptor(transport)
            .build();
    Dispatcher dispatcher = http.getOkHttpClient().dispatcher();
    dispatcher.setMaxRequests(MAX_REQUESTS);
    dispatcher.setMaxRequestsPerHost(MAX_REQUESTS);
    ClientOptions.Builder options =
        ClientOptions.builder()
            .httpClient(http)
            // The path of each request is appended to it, then the query.
            .baseUrl(endpoint.address())
            .apiKey(endpoint.apiKey())
            // Retries are ours: they show in the audit trail and can be cancelled.
            .maxRetries(0)
            .streamHandlerExecutor(threads);
    query(endpoint).forEach(options::putQueryParam);
    properties.request().headers().forEach(options::putHeader);
    OpenAIClientAsync client = new OpenAIClientAsyncImpl(options.build());
    model = OpenAiChatModel.builder().openAiClientAsync(client).openAiClient(client.sync()).build();
  }

  private static Map<String, String> query(Endpoint endpoint) {
    Map<String, String> query = new HashMap<>();
    HttpUrl url = HttpUrl.get(endpoint.baseUrl());
    if (url != null) {
      for (int i = 0; i < url.querySize(); i++) {
        String value = url.queryParameterValue(i);
        query.put(url.queryParameterName(i), value == null ? "" : value);
      }
    }
    if (!endpoint.apiVersion().isEmpty()) {
      query.put("api-version", endpoint.apiVersion());
    }
    return query;
  }

  /** Asks for an answer. */
  ModelStream ask(
      ProviderCall.Kind kind, List<Message> messages, OpenAiChatOptions.Builder options) {
    return ask(transport.call(kind), kind, messages, options);
  }

  /** The same as {@link #ask}, without the network. */
  ModelStream askLocally(
      ProviderCall.Kind kind,
      List<Message> messages,
      OpenAiChatOptions.Builder options,
      String answer) {
    return ask(transport.localCall(kind, answer), kind, messages, options);
  }

  private ModelStream ask(
      ProviderCall call,
      ProviderCall.Kind kind,
      List<Message> messages,
      OpenAiChatOptions.Builder options) {
    options.customHeaders(Map.of(ProviderTransport.CALL_HEADER, call.id()));
    Prompt prompt = new Prompt(messages, options.build());
    if (kind.streamed()) {
      return new ModelStream(call, model.stream(prompt));
    }
    // One piece costs a thirtieth of the processor time of a stream.
    return new ModelStream(
        call, Mono.fromCallable(() -> model.call(prompt)).subscribeOn(scheduler).flux());
  }

  @Override
  public void close() {
    http.close();
    transport.close();
    threads.shutdownNow();
  }
}
