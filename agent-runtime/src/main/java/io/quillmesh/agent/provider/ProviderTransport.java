package io.quillmesh.agent.provider;

import static java.util.Objects.requireNonNull;

import io.quillmesh.agent.provider.answer.AnswerSink;
import io.quillmesh.agent.provider.answer.BodyReader;
import io.quillmesh.agent.provider.answer.ChatReader;
import io.quillmesh.agent.provider.answer.ProviderException;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import okhttp3.Interceptor;
import okhttp3.MediaType;
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
 * Between Spring AI's OpenAI client and the network. It gives the client nothing but what OpenAI
 * documents; everything else ends the call with a {@link ProviderException}.
 *
 * <p>A call is recognised by a header that never leaves this JVM.
 */
public final class ProviderTransport implements Interceptor, AutoCloseable {
  /** The header that says which call a request belongs to. */
  public static final String CALL_HEADER = "X-Quillmesh-Call";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final MediaType EVENT_STREAM = MediaType.get("text/event-stream");
  private static final MediaType APPLICATION_JSON = MediaType.get("application/json");

  private final ProviderHttp http;
  private final Executor threads;
  private final Map<String, ProviderCall> calls = new ConcurrentHashMap<>();

  /**
   * @param connectTimeout how long a connection may take; every other limit is the caller's
   * @param threads on which streams are read
   */
  public ProviderTransport(Duration connectTimeout, Executor threads, InstantSource clock) {
    this.threads = threads;
    this.http = new ProviderHttp(connectTimeout, clock);
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
  public ProviderCall localCall(ProviderCall.Kind kind, String answer) {
    return call(kind, answer);
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
    Response response = http.send(call, outgoing(request, call.kind()));
    call.progress().answeredBy(AnsweredBy.in(response.headers()));
    ResponseBody body = requireNonNull(response.body());
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

  private BufferedSource stream(ProviderCall call, BufferedSource body, String type) {
    EventRelay relay = new EventRelay(StreamPacing.USUAL, call.progress(), call::abort);
    threads.execute(() -> read(call, body, type, relay));
    return Okio.buffer(relay);
  }

  private void read(ProviderCall call, BufferedSource body, String type, EventRelay relay) {
    ChatReader chat = chat(call, relay);
    try (body) {
      new BodyReader(body, type, chat, new Reading(call.progress(), chat, relay)).read();
      relay.end(chat.end());
    } catch (IOException e) {
      endBroken(chat, relay, e);
    } catch (RuntimeException e) {
      // A defect of ours must not leave the client waiting.
      relay.fail(new IOException("The answer could not be read", e));
    }
  }

  /** A failure after the end of the text does no harm. */
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

  @Override
  public void close() {
    http.close();
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

  /**
   * Counts signs of life, and reports the end of the text, which comes before that of the answer.
   */
  private record Reading(CallProgress progress, ChatReader chat, EventRelay relay)
      implements BodyReader.Waits {
    @Override
    public void came() {
      progress.sign();
    }

    @Override
    public void beforeWait() {
      if (chat.isFinished()) {
        relay.finished();
      }
    }
  }
}
