package io.quillmesh.agent.provider;

import io.quillmesh.agent.provider.ProviderException.Problem;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.Okio;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Between Spring AI's OpenAI client and the network. It makes each call itself, so that it can
 * follow redirects as they are meant, and gives the client nothing but what OpenAI documents;
 * everything else ends the call with a {@link ProviderException}.
 *
 * <p>A call is recognised by a header that never leaves this JVM.
 */
public final class ProviderTransport implements Interceptor, AutoCloseable {
  /** The header that says which call a request belongs to. */
  public static final String CALL_HEADER = "X-Quillmesh-Call";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final MediaType EVENT_STREAM = MediaType.get("text/event-stream");
  private static final MediaType APPLICATION_JSON = MediaType.get("application/json");
  private static final Set<String> FOR_ANYBODY = Set.of("accept", "content-type", "user-agent");
  private static final int TEMPORARY_REDIRECT = 307;
  private static final int PERMANENT_REDIRECT = 308;
  private static final int MOST_REDIRECTS = 5;
  private static final int MOST_ERROR_BYTES = 64 << 10;
  private static final int IDLE_CONNECTIONS = 64;
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);

  private final OkHttpClient http;
  private final Executor threads;
  private final Supplier<Duration> untilRead;
  private final InstantSource clock;
  private final Map<String, ProviderCall> calls = new ConcurrentHashMap<>();

  /**
   * @param connectTimeout how long a connection may take; every other limit is the caller's
   * @param threads on which streams are read
   * @param untilRead how long to rest between two reads of a stream, so that several events come in
   *     one; zero for not at all
   */
  public ProviderTransport(
      Duration connectTimeout,
      Executor threads,
      Supplier<Duration> untilRead,
      InstantSource clock) {
    this.threads = threads;
    this.untilRead = untilRead;
    this.clock = clock;
    this.http =
        new OkHttpClient.Builder()
            .connectionPool(
                new ConnectionPool(IDLE_CONNECTIONS, KEEP_ALIVE.toMillis(), TimeUnit.MILLISECONDS))
            .connectTimeout(connectTimeout)
            .readTimeout(Duration.ZERO)
            .followRedirects(false)
            .build();
  }

  /** A call that is about to be made. */
  public ProviderCall call(ProviderCall.Kind kind) {
    return call(kind, null);
  }

  /**
   * A call that never leaves this JVM.
   *
   * @param answer the body that answers it
   */
  public ProviderCall rehearsal(ProviderCall.Kind kind, String answer) {
    return call(kind, answer);
  }

  /** How many calls there are. */
  public int open() {
    return calls.size();
  }

  private ProviderCall call(ProviderCall.Kind kind, @Nullable String answer) {
    ProviderCall call = new ProviderCall(kind, answer, over -> calls.remove(over.id()));
    calls.put(call.id(), call);
    return call;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    String id = request.header(CALL_HEADER);
    ProviderCall call = id == null ? null : calls.get(id);
    if (call == null) {
      throw new IOException("Aborted before it was made");
    }
    Response response = send(call, outgoing(request, call.kind()));
    ResponseBody body = response.body();
    if (!response.isSuccessful() || body == null) {
      throw refused(response);
    }
    String type = String.valueOf(body.contentType());
    return call.kind().streamed()
        ? answered(response, EVENT_STREAM, stream(call, body.source(), type))
        : answered(response, APPLICATION_JSON, whole(call, body.source(), type));
  }

  private static Request outgoing(Request request, ProviderCall.Kind kind) throws IOException {
    Request.Builder outgoing = request.newBuilder().removeHeader(CALL_HEADER);
    RequestBody body = request.body();
    if (kind.streamed() && !kind.streamOptions() && body != null) {
      outgoing.method(request.method(), withoutStreamOptions(body));
    }
    return outgoing.build();
  }

  private static RequestBody withoutStreamOptions(RequestBody body) throws IOException {
    Buffer bytes = new Buffer();
    body.writeTo(bytes);
    ObjectNode json = (ObjectNode) JSON.readTree(bytes.readUtf8());
    json.remove("stream_options");
    return RequestBody.create(JSON.writeValueAsBytes(json), body.contentType());
  }

  private Response send(ProviderCall call, Request request) throws IOException {
    if (call.rehearsed() != null) {
      return rehearsed(request, call.rehearsed());
    }
    Request next = request;
    for (int redirects = 0; ; redirects++) {
      Call made = http.newCall(next);
      call.making(made);
      Response response = made.execute();
      String location = response.header("Location");
      if (!response.isRedirect() || location == null) {
        return response;
      }
      response.close();
      HttpUrl there = next.url().resolve(location);
      boolean keepsBody =
          response.code() == TEMPORARY_REDIRECT || response.code() == PERMANENT_REDIRECT;
      if (!keepsBody || there == null || redirects == MOST_REDIRECTS) {
        throw new ProviderException(
            new Problem.Redirected(response.code(), withoutQuery(there, location)));
      }
      next = redirected(next, there);
    }
  }

  /** A query might hold a key. */
  private static String withoutQuery(@Nullable HttpUrl there, String location) {
    return there == null
        ? location
        : there.newBuilder().query(null).username("").password("").build().toString();
  }

  /** Keys, whatever their headers are called, are for those whom they were given for. */
  private static Request redirected(Request request, HttpUrl there) {
    HttpUrl here = request.url();
    Request.Builder next = request.newBuilder().url(there);
    boolean isSameHost = there.host().equals(here.host()) && there.port() == here.port();
    if (!isSameHost || (here.isHttps() && !there.isHttps())) {
      for (String name : request.headers().names()) {
        if (!FOR_ANYBODY.contains(name.toLowerCase(Locale.ROOT))) {
          next.removeHeader(name);
        }
      }
    }
    return next.build();
  }

  private static Response rehearsed(Request request, String answer) {
    return new Response.Builder()
        .request(request)
        .protocol(Protocol.HTTP_1_1)
        .code(200)
        .message("OK")
        .body(ResponseBody.create(answer, EVENT_STREAM))
        .build();
  }

  private BufferedSource stream(ProviderCall call, BufferedSource body, String type) {
    EventRelay relay = new EventRelay(call.progress(), call::abort);
    threads.execute(() -> read(call, body, type, relay));
    return Okio.buffer(relay);
  }

  private void read(ProviderCall call, BufferedSource body, String type, EventRelay relay) {
    ChatReader chat = chat(call, relay);
    try (body) {
      new BodyReader(body, type, chat, new Rests(call.progress(), chat, relay)).read();
      relay.end(chat.end());
    } catch (IOException e) {
      endBroken(chat, relay, e);
    } catch (RuntimeException e) {
      // A defect of ours must not leave the client waiting.
      relay.fail(new IOException("The answer could not be read", e));
    }
  }

  /** What breaks after the end of the text breaks nothing. */
  private static void endBroken(ChatReader chat, EventRelay relay, IOException thrown) {
    if (!chat.isFinished() || thrown instanceof ProviderException) {
      relay.fail(thrown);
      return;
    }
    try {
      relay.end(chat.end());
    } catch (IOException e) {
      relay.fail(e);
    }
  }

  private Buffer whole(ProviderCall call, BufferedSource body, String type) throws IOException {
    WholeAnswer answer = new WholeAnswer(call.progress());
    ChatReader chat = chat(call, answer);
    try (body) {
      new BodyReader(body, type, chat, new Signs(call.progress())).read();
    } catch (IOException e) {
      if (!chat.isFinished() || e instanceof ProviderException) {
        throw e;
      }
    }
    return new Buffer().writeUtf8(answer.toJson(chat.end()));
  }

  private static ChatReader chat(ProviderCall call, AnswerSink sink) {
    ProviderCall.Kind kind = call.kind();
    return new ChatReader(sink, kind.structured(), kind.beginsInThought());
  }

  private static Response answered(Response response, MediaType type, BufferedSource body) {
    return response.newBuilder().body(ResponseBody.create(body, type, -1)).build();
  }

  private ProviderException refused(Response response) {
    try (response) {
      ResponseBody body = response.body();
      String text = body == null ? "" : beginning(body.source());
      return new ProviderException(new Problem.Reported(error(response, text)));
    } catch (IOException unreadable) {
      return new ProviderException(new Problem.Reported(error(response, "")));
    }
  }

  private static String beginning(BufferedSource body) throws IOException {
    body.request(MOST_ERROR_BYTES);
    return body.readUtf8(Math.min(MOST_ERROR_BYTES, body.getBuffer().size()));
  }

  private ProviderError error(Response response, String body) {
    Duration retryAfter = RetryAfter.in(response.headers(), clock.instant());
    try {
      return ProviderError.in(JSON.readTree(body), response.code(), retryAfter);
    } catch (RuntimeException unreadable) {
      // Whatever it is, it is an error of the provider, and must not become one of ours.
      return ProviderError.ofStatus(response.code(), body, retryAfter);
    }
  }

  @Override
  public void close() {
    http.connectionPool().evictAll();
  }

  /** Counts signs of life. */
  private record Signs(CallProgress progress) implements BodyReader.Waits {
    @Override
    public void came() {
      progress.sign();
    }

    @Override
    public void beforeWait() {}
  }

  /** Counts signs of life, and rests so that several events come before the thread is woken. */
  private final class Rests implements BodyReader.Waits {
    /** Longer than it takes to go from one event to the next when both are there. */
    private static final long WAITED_NANOS = 500_000;

    /** The first event says whose turn it is to speak, the second has the first token. */
    private static final int WITHOUT_REST = 2;

    private final CallProgress progress;
    private final ChatReader chat;
    private final EventRelay relay;
    private int waits;
    private boolean mayRest;
    private long asked;

    Rests(CallProgress progress, ChatReader chat, EventRelay relay) {
      this.progress = progress;
      this.chat = chat;
      this.relay = relay;
      this.asked = System.nanoTime();
    }

    @Override
    public void came() {
      progress.sign();
      boolean wasTheLastThere = System.nanoTime() - asked > WAITED_NANOS;
      mayRest = wasTheLastThere && ++waits > WITHOUT_REST;
    }

    @Override
    public void beforeWait() {
      if (chat.isFinished()) {
        relay.finished();
      } else if (mayRest) {
        rest();
      }
      asked = System.nanoTime();
    }

    private void rest() {
      try {
        Thread.sleep(untilRead.get());
      } catch (InterruptedException e) {
        // The next read fails for it.
        Thread.currentThread().interrupt();
      }
    }
  }
}
